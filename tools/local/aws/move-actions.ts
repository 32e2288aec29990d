import { z } from 'zod'
import { arn } from '../template/place.ts'
import type { QueueSpec } from '../template/readers/queues.ts'
import type { MessageMove, MessageMoves } from './message-moves.ts'
import { type Action, ApiError } from './service.ts'

const start = z.object({
  SourceArn: z.string(),
  DestinationArn: z.string().optional(),
  MaxNumberOfMessagesPerSecond: z.number().int().min(1).max(500).optional(),
})
const list = z.object({ SourceArn: z.string(), MaxResults: z.number().int().min(1).max(10).default(1) })
const cancel = z.object({ TaskHandle: z.string() })

function read<T>(schema: z.ZodType<T>, input: unknown): T {
  const read = schema.safeParse(input)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new ApiError('InvalidParameterValue', `Parameter ${issue?.path.join('.')}: ${issue?.message}`)
}

const notThere = (what: string): never => {
  throw new ApiError('ResourceNotFoundException', what, 404)
}
const wrong = (why: string): never => {
  throw new ApiError('InvalidParameterValue', why)
}

/** StartMessageMoveTask, ListMessageMoveTasks and CancelMessageMoveTask. Source: SQS API reference. */
export function moveActions(moves: MessageMoves, queues: readonly QueueSpec[]): Record<string, Action> {
  const find = (wanted: string, parameter: string) =>
    queues.find(({ arn: known }) => known === wanted) ??
    notThere(`The resource that you specified for the ${parameter} parameter doesn't exist.`)
  return {
    StartMessageMoveTask: async input => {
      const { SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond } = read(start, input)
      const { name } = find(SourceArn, 'SourceArn')
      const sources = queues.filter(({ attributes }) =>
        attributes['RedrivePolicy']?.includes(`"${SourceArn}"`),
      )
      if (sources.length === 0) wrong('Source queue must be configured as a Dead Letter Queue.')
      if (SourceArn === DestinationArn)
        wrong('Source queue arn and destination queue arn cannot be the same.')
      const to = DestinationArn === undefined ? onlyOne(sources) : find(DestinationArn, 'DestinationArn')
      if (moves.from(name).some(({ status }) => status === 'RUNNING' || status === 'CANCELLING'))
        wrong('There is already a task running. Only one active task is allowed for a source queue arn.')
      const perSecond = MaxNumberOfMessagesPerSecond
      const move = await moves.start({ from: name, to: to.name, ...(perSecond && { perSecond }) })
      return { TaskHandle: move.handle }
    },
    ListMessageMoveTasks: input => {
      const { SourceArn, MaxResults } = read(list, input)
      const { name } = find(SourceArn, 'SourceArn')
      return { Results: moves.from(name).slice(0, MaxResults).map(shown) }
    },
    CancelMessageMoveTask: input => {
      const { TaskHandle } = read(cancel, input)
      const move = moves.find(TaskHandle) ?? notThere('Task does not exist.')
      if (move.status !== 'RUNNING')
        throw new ApiError(
          'UnsupportedOperation',
          `The task is ${move.status}: only one that runs is cancelled.`,
        )
      moves.cancel(move)
      return { ApproximateNumberOfMessagesMoved: move.moved }
    },
  }
}

/** SQS knows the source queue of each message. fauxqs does not, so the queues' settings must leave only one. */
function onlyOne([source, ...others]: QueueSpec[]): QueueSpec {
  if (source && others.length === 0) return source
  return wrong(
    'The local stack needs a DestinationArn here: this is the dead-letter queue of several queues.',
  )
}

const shown = (move: MessageMove) => ({
  ...(move.status === 'RUNNING' ? { TaskHandle: move.handle } : {}),
  Status: move.status,
  SourceArn: arn('sqs', move.from),
  DestinationArn: arn('sqs', move.to),
  ...(move.perSecond === undefined ? {} : { MaxNumberOfMessagesPerSecond: move.perSecond }),
  ApproximateNumberOfMessagesMoved: move.moved,
  ApproximateNumberOfMessagesToMove: move.toMove,
  ...(move.failure === undefined ? {} : { FailureReason: move.failure }),
  StartedTimestamp: move.startedAt,
})
