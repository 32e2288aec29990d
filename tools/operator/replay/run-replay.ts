import { countReplayChanges } from '../../../shared/application/replay/count-replay-changes.ts'
import type { DryRun } from '../../../shared/application/replay/dry-run.ts'
import { second } from '../../../shared/domain/duration.ts'
import type { ExpectedChange, Replay } from '../../../shared/store/replays.ts'
import { audited } from '../audited.ts'
import type { OperatorDeps } from '../deps.ts'
import { OperatorProblem } from '../problem.ts'
import type { PreparedReplay } from './prepare.ts'
import type { ProgressListener, ReplayEnd } from './progress-listener.ts'
import { followArchive, waitForArchive } from './replay-archive.ts'
import { replayHistories } from './replay-histories.ts'

/** The result of a replay, with the changes expected by the dry run. */
export interface ReplayReport {
  id: string
  end: ReplayEnd
  expected: DryRun['changed']
  changed: DryRun['changed']
}

const lookEvery = 10 * second

/** Reactions take time: this looks until all expected changes have happened, or until nothing more happens. */
async function countChanges(
  deps: OperatorDeps,
  expected: DryRun['changed'],
  people: readonly ExpectedChange[],
): Promise<DryRun['changed']> {
  for (let before = ''; ; ) {
    const changed = await countReplayChanges(deps.table, people)
    const now = JSON.stringify(changed)
    const isAll = changed.people >= expected.people && changed.emails >= expected.emails
    if (isAll || now === before) return changed
    before = now
    await deps.clock.until(deps.clock.now() + lookEvery)
  }
}

const aboutOf = ({ id, source, selection, events, ruleNames }: Replay) => {
  const { from, until, types, learnerId, journeyId, moduleId } = selection
  const time = (at: number) => new Date(at).toISOString()
  return {
    id,
    source,
    events,
    ...(from !== undefined && { from: time(from) }),
    ...(until !== undefined && { to: time(until) }),
    ...(ruleNames && { rules: ruleNames.join(' ') }),
    ...(types && { types: types.join(' ') }),
    ...(learnerId && { learner: learnerId }),
    ...(journeyId && { journey: journeyId }),
    ...(moduleId && { module: moduleId }),
  }
}

async function finish(
  deps: OperatorDeps,
  { id, expected }: Replay,
  people: readonly ExpectedChange[],
  end: ReplayEnd,
): Promise<ReplayReport> {
  const changed = await countChanges(deps, expected, people)
  if (end !== 'stopped') await deps.replays.end(id, { state: end, endedAt: deps.clock.now(), changed })
  return { id, end, expected, changed }
}

const inTrail = ({ end, changed, expected }: ReplayReport) => ({
  end,
  peopleChanged: changed.people,
  emails: changed.emails,
  peopleExpected: expected.people,
  emailsExpected: expected.emails,
})

/** Runs or continues the replay, and reports. */
async function carryOut(
  deps: OperatorDeps,
  replay: Replay,
  people: readonly ExpectedChange[],
  listener: ProgressListener,
) {
  const run = replay.source === 'archive' ? followArchive : replayHistories
  const report = await finish(deps, replay, people, await run(deps, replay, listener))
  return { value: report, result: inTrail(report) }
}

function newReplay(deps: OperatorDeps, { request, dryRun }: PreparedReplay): Replay {
  const at = deps.clock.now()
  const { how, selection } = request
  return {
    id: `${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}-${deps.random.worker()}`,
    source: how.source,
    // Without undefined fields, as rows are stored.
    selection: JSON.parse(JSON.stringify(selection)),
    ...(how.source === 'archive' ? { ruleNames: [...how.rules] } : { rate: how.rate }),
    events: dryRun.events,
    expected: dryRun.changed,
    startedAt: at,
    state: 'running',
    put: 0,
  }
}

/**
 * Runs a replay after its dry run.
 * @returns undefined if the operator stops it before it begins
 */
export async function runReplay(
  deps: OperatorDeps,
  prepared: PreparedReplay,
  why: string,
  listener: ProgressListener,
): Promise<ReplayReport | undefined> {
  const { how, selection } = prepared.request
  const { from = 0, until = deps.clock.now() } = selection
  if (how.source === 'archive' && !(await waitForArchive(deps, until, listener))) return undefined
  const replay = newReplay(deps, prepared)
  return audited(deps, { what: 'replay', about: aboutOf(replay), why }, async () => {
    await deps.replays.begin(replay, prepared.expected)
    if (how.source === 'archive') await deps.archive.start({ name: replay.id, from, until, rules: how.rules })
    return carryOut(deps, replay, prepared.expected, listener)
  })
}

/**
 * Returns a stopped or interrupted replay.
 * @throws OperatorProblem if there is none
 */
export async function unfinishedReplay({ replays }: OperatorDeps, id: string): Promise<Replay> {
  const replay = await replays.find(id)
  if (replay?.state === 'running') return replay
  const open = (await replays.list()).filter(({ state }) => state === 'running').map(one => one.id)
  throw new OperatorProblem(
    `There is no replay "${id}" to go on with. Unfinished: ${open.join(', ') || 'none'}.`,
  )
}

/**
 * Continues a stopped or interrupted replay.
 * @throws OperatorProblem if there is none
 */
export async function resumeReplay(
  deps: OperatorDeps,
  id: string,
  why: string,
  listener: ProgressListener,
): Promise<ReplayReport> {
  const replay = await unfinishedReplay(deps, id)
  const people = await deps.replays.expected(id)
  return audited(deps, { what: 'replay', about: { ...aboutOf(replay), resumed: true }, why }, () =>
    carryOut(deps, replay, people, listener),
  )
}
