import { actInCircle } from '../../../shared/application/circles/act.ts'
import { barKeys } from '../../../shared/application/reflections/barred.ts'
import { barredStore } from '../../../shared/store/barred.ts'
import { unlessUnreadable } from '../../../shared/store/unreadable-row.ts'
import { audited } from '../audited.ts'
import { circleDeps } from '../circles/circle-deps.ts'
import { shownLines, unreadableInWords } from '../circles/circles-in-words.ts'
import { findGroup, type GroupListed } from '../circles/list-circles.ts'
import { readmitToCircles, removeFromCircles, type Told } from '../circles/remove-from-circles.ts'
import type { OperatorDeps } from '../deps.ts'
import { findPerson } from '../learner/find-person.ts'
import { OperatorProblem } from '../problem.ts'
import { scanCost, scanCostInWords } from '../scan-cost.ts'
import { argument, text } from './input.ts'
import { who } from './learner.ts'
import { change, reading } from './operation.ts'

const id = argument('<circle>', 'as circles list names it', text)
const place = { section: 'Circles', back: { path: '/circles', words: 'Back to circles' } } as const

async function groupOf(deps: OperatorDeps, group: string): Promise<GroupListed> {
  const found = await unlessUnreadable(findGroup(deps, group), row => {
    throw new OperatorProblem(unreadableInWords(row.message))
  })
  if (found) return found
  throw new OperatorProblem(
    `There is no proposal and no circle "${group}", or not any more: they go 91 days after they began.`,
  )
}

/** One proposal or circle. */
export const circlesShow = reading({
  name: 'circles show',
  summary: 'a proposal or a circle: how it stands, and who is in it, by random ids',
  examples: ['circles show shiftworks.2026-11-29.0.0 --stage prod'],
  does: 'reads',
  inputs: { id },
  console: { shownAt: '/circles' },
  async run({ open }, input) {
    const value = await groupOf(await open(), input.id)
    return { value, lines: style => shownLines(value, style) }
  },
})

async function circleOf(deps: OperatorDeps, group: string): Promise<void> {
  const { state } = await groupOf(deps, group)
  if (state === 'proposed' || state === 'closed')
    throw new OperatorProblem(
      `${group} is a proposal: it closes by itself, and nobody is introduced by it yet.`,
    )
}

/** Ends a circle. */
export const circlesEnd = change({
  name: 'circles end',
  summary: 'end a circle; a report about it is settled with it',
  examples: ['circles end shiftworks.2026-11-29.0.0 --stage prod --reason "reported, and they agree"'],
  does: 'changes',
  inputs: { id },
  console: { forms: [{ at: '/circles/end/{id}', ...place }] },
  ask: (_session, input) => ({
    question: `End the circle ${input.id}?`,
    effects: [
      'Everybody who is still in it is told that it has ended. Nobody gets a letter about it afterwards.',
      'They have each other’s addresses: that cannot be called back.',
    ],
    button: 'End it',
  }),
  async run({ open, why }, input) {
    const deps = await open()
    await circleOf(deps, input.id)
    await audited(deps, { what: 'circles end', about: { circle: input.id }, why }, async () => {
      const at = deps.clock.now()
      await actInCircle(circleDeps(deps), input.id, { type: 'SettleReport', at })
      await actInCircle(circleDeps(deps), input.id, { type: 'End', at })
      return { value: undefined }
    })
    return { value: await groupOf(deps, input.id), lines: () => ['The circle has ended.'] }
  },
})

/** Looks after a report, and lets the circle go on. */
export const circlesSettle = change({
  name: 'circles settle',
  summary: 'a report about a circle is looked after, and the circle goes on',
  examples: ['circles settle shiftworks.2026-11-29.0.0 --stage prod --reason "a misunderstanding"'],
  does: 'changes',
  inputs: { id },
  console: { forms: [{ at: '/circles/settle/{id}', ...place }] },
  ask: (_session, input) => ({
    question: `Is the report about ${input.id} looked after?`,
    effects: ['The circle goes on: whoever is still in it gets letters about it again.'],
    button: 'It is looked after',
  }),
  async run({ open, why }, input) {
    const deps = await open()
    await circleOf(deps, input.id)
    if ((await groupOf(deps, input.id)).state !== 'reported')
      throw new OperatorProblem(`No report about ${input.id} waits. Nothing was changed.`)
    await audited(deps, { what: 'circles settle', about: { circle: input.id }, why }, async () => {
      await actInCircle(circleDeps(deps), input.id, { type: 'SettleReport', at: deps.clock.now() })
      return { value: undefined }
    })
    return { value: await groupOf(deps, input.id), lines: () => ['The report is settled.'] }
  },
})

const toldInWords: Readonly<Record<Told, string>> = {
  'by-email': 'They are told so once by email, and how to object.',
  'barred-before': 'They had been taken out before, and are told so once by email, if one reaches them.',
  'no-email-reaches-them':
    'No email reaches them, so none tells them. Behind their private link they read it.',
}

/** Takes somebody out of circles. */
export const circlesRemove = change({
  name: 'circles remove',
  summary: 'take somebody out of all circles, proposals and rounds, for 24 months',
  help: `To the others it looks as if they had left. An email tells them once that they were removed and how to object, and not who
reported them. Behind their private link they read until when. It outlives erasing, by a keyed hash of the mailbox, and ends by itself
after 24 months.`,
  examples: [
    'circles remove jo@example.org --stage prod --reason "wrote to people after they had asked not to"',
  ],
  does: 'changes',
  inputs: { who },
  console: { forms: [{ at: '/circles/remove/{who}', ...place }] },
  async ask({ open }, input) {
    const deps = await open()
    const { id: learnerId } = (await findPerson(deps, input.who)).learner
    return {
      question: `Take learner ${learnerId} out of circles?`,
      effects: [
        'They are in no proposal and no circle any more, and can join no round for 24 months.',
        'So is whoever signed up with another spelling of the same mailbox.',
        'An email tells them so and how to object, unless one did before.',
        'Whoever was introduced to them has their address, and they have theirs: that cannot be called back.',
        scanCostInWords(await scanCost(deps.table)),
      ],
      button: 'Take them out',
    }
  },
  async run({ open, why }, input) {
    const deps = await open()
    const record = await findPerson(deps, input.who)
    const about = { learner: record.learner.id }
    const removed = await audited(deps, { what: 'circles remove', about, why }, async () => {
      const value = await removeFromCircles(deps, record)
      return { value, result: { groups: value.groups } }
    })
    return {
      value: { ...about, ...removed },
      lines: () => [
        'They are in no circle any more, and can join no round for 24 months.',
        toldInWords[removed.told],
        ...removed.unreadable.map(
          reason => `If they are in this one, they are out of it once a release reads it. ${reason}`,
        ),
      ],
    }
  },
})

/** Lets somebody back who objected. */
export const circlesReadmit = change({
  name: 'circles readmit',
  summary: 'let somebody join rounds again who was removed',
  examples: ['circles readmit jo@example.org --stage prod --reason "they objected, and are right"'],
  does: 'changes',
  inputs: { who },
  console: { forms: [{ at: '/circles/readmit/{who}', ...place }] },
  async ask({ open }, input) {
    const deps = await open()
    const { id: learnerId } = (await findPerson(deps, input.who)).learner
    return {
      question: `Let learner ${learnerId} join rounds again?`,
      effects: [
        'They can join the next round. They are back in no circle that they were taken out of.',
        'So can whoever signed up with another spelling of the same mailbox.',
        scanCostInWords(await scanCost(deps.table)),
      ],
      button: 'Let them join again',
    }
  },
  async run({ open, why }, input) {
    const deps = await open()
    const record = await findPerson(deps, input.who)
    const store = barredStore(deps.table)
    const keys = barKeys(await deps.addresses(), record)
    if ((await store.of(keys, deps.clock.now())).circles === undefined)
      throw new OperatorProblem('Nobody removed them from circles. Nothing was changed.')
    const about = { learner: record.learner.id }
    await audited(deps, { what: 'circles readmit', about, why }, async () => {
      await readmitToCircles(deps, record)
      return { value: undefined }
    })
    return { value: about, lines: () => ['They can join rounds again.'] }
  },
})
