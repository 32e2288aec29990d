import { holdStore } from '../../../shared/store/holds.ts'
import { journeyStore } from '../../../shared/store/journeys.ts'
import { auditedPublishing, type PublishingDeps } from '../journeys/publishing.ts'
import { argument, option, text, type ValuesOf } from './input.ts'
import { change } from './operation.ts'
import type { ChangeSession, Session } from './session.ts'
import { versionNumber } from './values.ts'

const inputs = {
  journey: argument('<journey>', '', text),
  to: option('--to <version>', 'the one before the current one if absent', versionNumber),
}

type Input = ValuesOf<typeof inputs>

// The description of an edit is large, so other commands do not import it.
const rollback = async () => (await import('../../journeys/rollback.ts')).rollbackJourney

/** Describes the effect of the rollback on the people in the journey. */
async function wouldMean({ open }: Session<PublishingDeps>, { journey, to }: Input): Promise<string[]> {
  const { table, counters, clock } = await open()
  const said: string[] = []
  const say = (line: string) => void said.push(line)
  const system = { journeys: journeyStore(table), holds: holdStore(table), table, counters }
  const asking = { say, agree: async () => false, now: () => clock.now() }
  await (await rollback())({ ...system, ...asking }, journey, to)
  return said
}

/** Makes an earlier version current, to undo a bad edit. */
export const journeysRollback = change({
  name: 'journeys rollback',
  summary: 'make an earlier version current again',
  examples: ['journeys rollback shiftworks --stage prod --reason "a link in version 8 is wrong"'],
  does: 'changes',
  inputs,
  console: {
    forms: [
      {
        at: '/journeys/{journey}/{to}/current',
        section: 'Journeys',
        back: { path: '/journeys', words: 'All journeys' },
      },
    ],
  },
  async ask(session: Session<PublishingDeps>, input: Input) {
    const { stage } = await session.open()
    return {
      question: `Make version ${input.to} of ${input.journey} current on ${stage}?`,
      effects: await wouldMean(session, input),
      button: `Make version ${input.to} current`,
    }
  },
  asksAfterLook: true,
  async run(session: ChangeSession<PublishingDeps>, { journey, to }: Input) {
    const said: string[] = []
    const says = (line: string) => {
      said.push(line)
      session.says(line)
    }
    await (await rollback())(await auditedPublishing({ ...session, says }), journey, to)
    return {
      value: { journey, outcome: 'current' },
      lines: () => [`${journey}: rolled back.`],
      blocks: said,
    }
  },
})
