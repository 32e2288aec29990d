import { z } from 'zod'
import type { EventArchive } from '../../events/archive.ts'
import type { Replay, Replays, ReplayWindow } from '../../events/replays.ts'
import { arn } from '../../template/place.ts'
import type { BusSpec, RuleSpec } from '../../template/readers/rules.ts'
import type { Clock } from '../../time/clock.ts'
import { type Action, ApiError } from '../service.ts'

type Parts = {
  replays: Replays
  archives: EventArchive[]
  buses: BusSpec[]
  rules: RuleSpec[]
  clock: Clock
}

// EventBridge quotas, "Concurrent replays".
const maxAtOnce = 10

const Name = z.string().regex(/^[.\-_A-Za-z0-9]{1,64}$/, 'must be 1 to 64 of A-Z a-z 0-9 . - _')
const Seconds = z.number()
const Start = z.object({
  ReplayName: Name,
  Description: z.string().max(512).optional(),
  EventSourceArn: z.string(),
  EventStartTime: Seconds,
  EventEndTime: Seconds,
  Destination: z.object({ Arn: z.string(), FilterArns: z.array(z.string()).optional() }),
})
type Start = z.infer<typeof Start>

const List = z.object({
  NamePrefix: z.string().default(''),
  State: z.string().optional(),
  EventSourceArn: z.string().optional(),
  Limit: z.number().int().min(1).max(100).default(100),
  NextToken: z.coerce.number().int().min(0).default(0),
})

function read<T>(schema: z.ZodType<T>, input: unknown): T {
  const read = schema.safeParse(input)
  if (read.success) return read.data
  const wrong = read.error.issues.map(({ path, message }) => `Value at '${path.join('.')}': ${message}`)
  throw new ApiError(
    'ValidationException',
    `${wrong.length} validation error${wrong.length > 1 ? 's' : ''} detected: ${wrong.join('; ')}`,
  )
}

const wrong = (parameter: string, reason: string): never => {
  throw new ApiError('ValidationException', `Parameter ${parameter} is not valid. Reason: ${reason}`)
}

const seconds = (moment: number): number => moment / 1000
const milliseconds = (time: number): number => Math.round(time * 1000)

/** StartReplay, DescribeReplay, ListReplays and CancelReplay. Source: EventBridge API reference. */
export function replayActions(parts: Parts): Record<string, Action> {
  const { replays } = parts
  const find = ({ ReplayName }: Record<string, unknown>) => {
    const replay = replays.find(read(Name, ReplayName))
    if (replay) return replay
    throw new ApiError('ResourceNotFoundException', `Replay ${ReplayName} does not exist.`)
  }
  return {
    StartReplay: input => {
      const replay = replays.start(readWindow(read(Start, input), parts))
      return { ...stateOf(replay), ReplayStartTime: seconds(replay.startedAt) }
    },
    DescribeReplay: input => describe(find(input), parts),
    ListReplays: input => list(read(List, input), parts),
    CancelReplay: input => {
      const replay = find(input)
      if (replay.state !== 'STARTING' && replay.state !== 'RUNNING')
        throw new ApiError(
          'IllegalStatusException',
          `Replay ${replay.name} is not in a valid state for this operation.`,
        )
      replays.cancel(replay)
      return stateOf(replay)
    },
  }
}

/** @throws {ApiError} if AWS would reject the replay too */
function readWindow(start: Start, parts: Parts): ReplayWindow {
  const { ReplayName, Description, EventSourceArn, Destination } = start
  if (parts.replays.find(ReplayName))
    throw new ApiError('ResourceAlreadyExistsException', `Replay ${ReplayName} already exists.`)
  const archive =
    parts.archives.find(({ spec }) => spec.arn === EventSourceArn) ??
    wrong('EventSourceArn', 'Archive does not exist.')
  checkDestination(Destination, archive, parts)
  const from = milliseconds(start.EventStartTime)
  const until = milliseconds(start.EventEndTime)
  if (from >= until) wrong('EventEndTime', 'EventStartTime must be before EventEndTime.')
  if (from > parts.clock.now()) wrong('EventStartTime', 'EventStartTime must not be in the future.')
  if (parts.replays.underWay >= maxAtOnce)
    throw new ApiError('LimitExceededException', `No more than ${maxAtOnce} replays may run at once.`)
  const window = { name: ReplayName, archive: archive.spec.name, from, until }
  const { FilterArns: rules = [] } = Destination
  return {
    ...window,
    ...(Description === undefined ? {} : { description: Description }),
    ...(rules.length > 0 ? { rules } : {}),
  }
}

function checkDestination(
  { Arn, FilterArns = [] }: Start['Destination'],
  { spec }: EventArchive,
  parts: Parts,
) {
  const bus = parts.buses.find(({ arn: known }) => known === Arn)
  if (!bus) return wrong('Destination.Arn', 'Event bus does not exist.')
  if (bus.name !== spec.bus) wrong('Destination.Arn', 'Cross event bus replay is not permitted.')
  const known = parts.rules.filter(rule => rule.bus === bus.name).map(rule => rule.arn)
  const strange = FilterArns.find(filter => !known.includes(filter))
  if (strange !== undefined) wrong('Destination.FilterArns', `${strange} is not a rule of ${bus.name}.`)
}

const stateOf = ({ name, state, reason }: Replay) => ({
  ReplayArn: arn('events', `replay/${name}`),
  State: state,
  ...(reason === undefined ? {} : { StateReason: reason }),
})

/** The fields of a replay in a list. */
function summary(replay: Replay, { archives }: Parts) {
  const { name, archive, from, until, startedAt, endedAt, reached } = replay
  const { ReplayArn: _, ...state } = stateOf(replay)
  return {
    ReplayName: name,
    EventSourceArn: archives.find(({ spec }) => spec.name === archive)?.spec.arn,
    ...state,
    EventStartTime: seconds(from),
    EventEndTime: seconds(until),
    ReplayStartTime: seconds(startedAt),
    ...(reached === undefined ? {} : { EventLastReplayedTime: seconds(reached) }),
    ...(endedAt === undefined ? {} : { ReplayEndTime: seconds(endedAt) }),
  }
}

function describe(replay: Replay, parts: Parts) {
  const { archive, description, rules } = replay
  const bus = parts.archives.find(({ spec }) => spec.name === archive)?.spec.bus
  const Arn = parts.buses.find(({ name }) => name === bus)?.arn
  return {
    ...summary(replay, parts),
    ReplayArn: stateOf(replay).ReplayArn,
    ...(description === undefined ? {} : { Description: description }),
    Destination: { Arn, ...(rules ? { FilterArns: rules } : {}) },
  }
}

function list({ NamePrefix, State, EventSourceArn, Limit, NextToken }: z.infer<typeof List>, parts: Parts) {
  const wanted = parts.replays
    .all()
    .filter(({ name, state }) => name.startsWith(NamePrefix) && (State ?? state) === state)
    .map(replay => summary(replay, parts))
    .filter(shown => (EventSourceArn ?? shown.EventSourceArn) === shown.EventSourceArn)
  const end = NextToken + Limit
  return {
    Replays: wanted.slice(NextToken, end),
    ...(end < wanted.length ? { NextToken: String(end) } : {}),
  }
}
