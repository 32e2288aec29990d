import type { Selection } from '../../../shared/application/replay/selection.ts'
import { functionNames } from '../../../shared/contracts/functions.ts'
import { isEventRule, rulesThatMayStart } from '../../../shared/contracts/reactions.ts'
import type { PublishedType } from '../../../shared/domain/domain-event.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { noSuchJourney } from '../current-journey.ts'
import type { OperatorDeps } from '../deps.ts'
import { findPerson } from '../learner/find-person.ts'
import { OperatorProblem } from '../problem.ts'

/** A replay as requested. */
export interface Asked {
  from?: Instant | undefined
  to?: Instant | undefined
  rule?: readonly string[] | undefined
  type?: readonly PublishedType[] | undefined
  /** An address or an id. */
  learner?: string | undefined
  journey?: string | undefined
  module?: string | undefined
  /** Events a second. */
  rate: number
}

/** A valid replay. */
export interface ReplayRequest {
  selection: Selection
  /** What the dry run cannot know. */
  notes: readonly string[]
  how: { source: 'archive'; rules: readonly string[] } | { source: 'histories'; rate: number }
}

/**
 * The rules that start our functions, named as in `infra/service/rules.ts`: for our own events, and for the reports
 * of learning platforms.
 */
const ownRules: readonly string[] = functionNames.filter(
  name => isEventRule(name) || name === 'record-completion',
)

const takes = (rule: string, type: PublishedType): boolean =>
  isEventRule(rule) && rulesThatMayStart(type).includes(rule)

/**
 * Whether the archive is the source of the events. It is, unless the request has a filter that only histories
 * support.
 */
function isOfArchive({ from, to, rule, learner, journey, module }: Asked): boolean {
  const ofPeople = learner ?? journey ?? module
  if (ofPeople !== undefined && rule)
    throw new OperatorProblem(
      '--rule replays a window of the archive, which cannot tell people, journeys or modules apart. Leave out --rule, or the others.',
    )
  return ofPeople === undefined && (from !== undefined || to !== undefined || rule !== undefined)
}

function checkWindow({ from, to }: Asked, now: Instant): void {
  const inFuture = [from, to].find(moment => moment !== undefined && moment > now)
  if (inFuture !== undefined)
    throw new OperatorProblem(
      `${new Date(inFuture).toISOString()} is in the future: there is nothing to replay yet.`,
    )
  if (from !== undefined && to !== undefined && from >= to)
    throw new OperatorProblem('--from has to be before --to.')
}

async function rulesAsked(deps: OperatorDeps, { rule, type }: Asked): Promise<string[]> {
  const known = await deps.archive.rules()
  const unknown = rule?.find(name => !known.includes(name))
  if (unknown !== undefined)
    throw new OperatorProblem(`There is no rule "${unknown}" on the bus. Rules: ${known.join(', ')}.`)
  const asked = rule ?? ownRules.filter(name => known.includes(name))
  const rules = type ? asked.filter(name => type.some(one => takes(name, one))) : asked
  if (rules.length > 0) return [...rules]
  throw new OperatorProblem(
    `No rule reacts to ${type?.join(', ')}. To put these events on the bus again for others, name a --journey or a --learner.`,
  )
}

/** Rounded up to the second, the archive's precision. If `until` is now, its own second is included. */
const endOf = (to: Instant | undefined, now: Instant): Instant => Math.ceil((to ?? now + 1) / 1000) * 1000

function notesOf(rules: readonly string[], { type }: Asked): string[] {
  const foreign = rules.filter(rule => !ownRules.includes(rule))
  return [
    ...(rules.includes('record-completion')
      ? [
          'How many reports of learning platforms the archive holds is not known beforehand. Each counts one module as done, once.',
        ]
      : []),
    ...(foreign.length > 0
      ? [`What ${foreign.join(', ')} will do with the events, only its owner knows.`]
      : []),
    ...(type && rules.includes('deliver-due')
      ? [
          'An archive cannot leave types out: deliver-due gets every event of the window that makes something due.',
        ]
      : []),
  ]
}

async function ofArchive(deps: OperatorDeps, asked: Asked): Promise<ReplayRequest> {
  if (asked.from === undefined) throw new OperatorProblem('Say from when on: --from 2026-11-23T09:00Z.')
  const rules = await rulesAsked(deps, asked)
  const until = endOf(asked.to, deps.clock.now())
  return {
    selection: { from: asked.from, until, rules: rules.filter(isEventRule) },
    notes: notesOf(rules, asked),
    how: { source: 'archive', rules },
  }
}

async function checkJourney(deps: OperatorDeps, { journey, module }: Asked): Promise<void> {
  const heads = await deps.library.list()
  const wanted = heads.filter(head => journey === undefined || head.journey.id === journey)
  if (journey !== undefined && wanted.length === 0) throw noSuchJourney(journey, heads)
  const modules = wanted.flatMap(head => head.journey.modules.map(({ id }) => id))
  if (module !== undefined && !modules.includes(module))
    throw new OperatorProblem(`There is no module "${module}". Modules: ${modules.join(', ')}.`)
}

async function ofHistories(deps: OperatorDeps, asked: Asked): Promise<ReplayRequest> {
  const { from, to, type, learner, journey, module, rate } = asked
  if (journey !== undefined || module !== undefined) await checkJourney(deps, asked)
  const person = learner === undefined ? undefined : await findPerson(deps, learner)
  return {
    selection: {
      until: endOf(to, deps.clock.now()),
      ...(from !== undefined && { from }),
      ...(type && { types: type }),
      ...(person && { learnerId: person.learner.id }),
      ...(journey !== undefined && { journeyId: journey }),
      ...(module !== undefined && { moduleId: module }),
    },
    notes: [],
    how: { source: 'histories', rate },
  }
}

/**
 * Validates a request before long reads.
 * @throws OperatorProblem if it is invalid
 */
export async function readRequest(deps: OperatorDeps, asked: Asked): Promise<ReplayRequest> {
  checkWindow(asked, deps.clock.now())
  const { from, to, rule, type, learner, journey, module } = asked
  if ([from, to, rule, type, learner, journey, module].every(said => said === undefined))
    throw new OperatorProblem(
      'Say what to replay: a window (--from 2026-11-23T09:00Z), a --learner, a --journey, a --module, or a --type. Every stored event of everybody is hardly meant; if it is, name each --type.',
    )
  return isOfArchive(asked) ? ofArchive(deps, asked) : ofHistories(deps, asked)
}
