import { noticedWithin } from '../../../shared/application/journey-library.ts'
import { type WaitingVersion, waitingAt } from '../../../shared/store/catalogue.ts'
import { journeyStore } from '../../../shared/store/journeys.ts'
import { audited } from '../audited.ts'
import { londonTime } from '../command/london-time.ts'
import type { PublishingDeps } from '../journeys/publishing.ts'
import { OperatorProblem } from '../problem.ts'
import { argument, text } from './input.ts'
import { change } from './operation.ts'
import type { ChangeSession, Session } from './session.ts'

/** @throws OperatorProblem if no version of the journey waits */
async function waitingVersion({ open }: Session<PublishingDeps>, id: string): Promise<WaitingVersion> {
  const { table, clock } = await open()
  const entry = await journeyStore(table).catalogued(id)
  const waiting = entry && waitingAt(entry, clock.now())
  if (waiting) return waiting
  if (!entry) throw new OperatorProblem(`${id} has never been published here, so no version of it waits.`)
  throw new OperatorProblem(
    `No version of ${id} waits for its time, so there is nothing to cancel. One that is current is left by going back: journeys rollback.`,
  )
}

/** Cancels a version that waits for its publication time. */
export const journeysCancel = change({
  name: 'journeys cancel',
  summary: 'take back a version that waits for its time',
  examples: ['journeys cancel shiftworks --stage prod --reason "the winter edition comes later"'],
  does: 'changes',
  inputs: { journey: argument('<journey>', '', text) },
  console: {
    forms: [
      {
        at: '/journeys/{journey}/waiting/cancel',
        section: 'Journeys',
        back: { path: '/journeys', words: 'All journeys' },
      },
    ],
  },
  async ask(session: Session<PublishingDeps>, { journey }) {
    const { version, from } = await waitingVersion(session, journey)
    return {
      question: `Take back version ${version} of ${journey}, which waits for ${londonTime(from)}?`,
      effects: ['Nobody gets it. It is kept: publishing once more makes a new version of it.'],
      button: `Take back version ${version}`,
    }
  },
  async run(session: ChangeSession<PublishingDeps>, { journey }) {
    const { version, from } = await waitingVersion(session, journey)
    const deps = await session.open()
    const intended = { what: 'journeys cancel', about: { journey, version }, why: session.why }
    return audited(deps, intended, async () => {
      // Functions that have just read the catalogue send the version from its time on, even if it is cancelled now.
      const known = deps.clock.now() + noticedWithin
      if ((await journeyStore(deps.table).cancel(journey, version, known)) === 'not-waiting')
        throw new OperatorProblem(
          `Version ${version} of ${journey} waits no more: its time has come or is seconds away, or somebody else has just changed it. See journeys list.`,
        )
      return {
        value: {
          value: { journey, version, from },
          lines: () => [
            `${journey}: version ${version}, which waited for ${londonTime(from)}, is taken back.`,
          ],
        },
        result: { outcome: 'cancelled' },
      }
    })
  },
})
