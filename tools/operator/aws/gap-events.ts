import {
  DeleteMessageBatchCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import * as z from 'zod'
import type { Clock } from '../../../shared/adapters/clock.ts'
import type { OutgoingEvent } from '../../../shared/adapters/event-bus.ts'
import { busTypes, EventDetail } from '../../../shared/contracts/bus.ts'
import { afterRestore } from '../../../shared/contracts/bus-rules.ts'
import { second } from '../../../shared/domain/duration.ts'
import type { GapEvents } from '../deps.ts'
import { exitCodes, OperatorProblem } from '../problem.ts'
import type { ArchiveReplays } from '../replay/archive-replays.ts'

const Event = z.object({ 'detail-type': z.enum(busTypes), detail: EventDetail })

/** Requests in parallel. SQS returns up to ten messages to each. */
const atOnce = 5

/** A queue that stays empty through this many long polls has nothing left. */
const emptyPolls = 3

interface Parts {
  archive: ArchiveReplays
  sqs: SQSClient
  clock: Clock
  stage: string
}

/** @throws if it cannot be parsed; it then stays in the queue, and is dead-lettered in the end. */
function toEvent({ Body = '' }: Message): OutgoingEvent {
  const { 'detail-type': type, detail } = Event.parse(JSON.parse(Body))
  return { type, detail }
}

async function receiveBatch(sqs: SQSClient, QueueUrl: string): Promise<OutgoingEvent[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
  )
  const events = Messages.map(toEvent)
  const Entries = Messages.map(({ ReceiptHandle }, i) => ({ Id: String(i), ReceiptHandle }))
  // A message that is not deleted is delivered again, and then recognised by its id.
  if (Entries.length > 0) await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }))
  return events
}

/**
 * Whether EventBridge has replayed everything.
 * @throws OperatorProblem if the replay failed.
 */
async function isOver(archive: ArchiveReplays, name: string): Promise<boolean> {
  const { state, reason } = (await archive.describe(name)) ?? {}
  if (state === 'failed' || state === 'cancelled')
    throw new OperatorProblem(
      `The archive's replay ${name} is ${state}${reason ? `: ${reason}` : ''}. Nothing was changed; run this again.`,
      exitCodes.refused,
    )
  return state === 'completed'
}

/** Replays the archive to the queue that the rule `after-restore` fills, and reads that. */
export function archivedGapEvents({ archive, sqs, clock, stage }: Parts): GapEvents {
  return {
    async read(from, until, told) {
      const { QueueUrl = '' } = await sqs.send(
        new GetQueueUrlCommand({ QueueName: `ShiftWorks-${stage}-${afterRestore}` }),
      )
      const name = `${afterRestore}-${new Date(clock.now()).toISOString().replaceAll(/[:.]/g, '-')}`
      const start = Math.floor(from / second) * second
      await archive.start({ name, from: start, until, rules: [afterRestore] })
      const events: OutgoingEvent[] = []
      for (let empty = 0; empty < emptyPolls; ) {
        const over = await isOver(archive, name)
        const taken = await Promise.all(Array.from({ length: atOnce }, () => receiveBatch(sqs, QueueUrl)))
        events.push(...taken.flat())
        told(events.length)
        empty = over && taken.flat().length === 0 ? empty + 1 : 0
      }
      return events
    },
  }
}
