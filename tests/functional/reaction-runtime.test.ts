import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { queueReaction } from '../../functions/runtime/queue.ts'
import { reaction } from '../../functions/runtime/reaction.ts'
import { streamReaction } from '../../functions/runtime/stream.ts'
import type { StreamRecord } from '../../shared/application/publish.ts'
import { foldStatistics } from '../../shared/contracts/bus-rules.ts'
import { aContext } from '../support/http-event.ts'

const log = { info() {}, warn() {}, error() {} }
const Word = z.object({ word: z.string() })

describe('a reaction to one event', () => {
  it('fails on an event that it cannot read, so that Lambda keeps it', async () => {
    const seen: unknown[] = []
    const handler = reaction(log, Word, async event => seen.push(event))
    await expect(handler({ version: 99 }, aContext)).rejects.toThrow('cannot be read')
    await handler({ word: 'hello', more: 1 }, aContext)
    expect(seen).toEqual([{ word: 'hello' }])
  })

  it('fails when what it does fails, so that Lambda tries again', async () => {
    const handler = reaction(log, Word, () => Promise.reject(new Error('the table is away')))
    await expect(handler({ word: 'hello' }, aContext)).rejects.toThrow('the table is away')
  })

  it('is not given up early, since what it goes on with afterwards would meet what others did meanwhile', async () => {
    const released = Promise.withResolvers<void>()
    const handler = reaction(log, Word, () => released.promise)
    const handled = handler({ word: 'slow' }, { ...aContext, getRemainingTimeInMillis: () => 1 })
    // A timer that middy sets for that is due before this one, however slow the machine.
    setTimeout(released.resolve, 30)
    await expect(handled).resolves.toBeUndefined()
  })
})

describe('a reaction to messages of a queue', () => {
  const message = (messageId: string, body: string) => ({ messageId, body }) as never
  const handler = queueReaction(log, Word, async ({ word }) => {
    if (word === 'poison') throw new Error('cannot be taken in')
  })

  it('logs in words why, and quotes nothing of what it could not read', async () => {
    const reasons: unknown[] = []
    const noting = { ...log, error: (_: string, about?: object) => reasons.push(about) }
    const Records = [message('1', 'sam@example.org said'), message('2', '{"another":"shape"}')]
    await queueReaction(noting, Word, async () => {})({ Records }, aContext)
    expect(reasons).toEqual([
      { messageId: '1', reason: 'It is no JSON.' },
      { messageId: '2', reason: expect.stringMatching(/^✖ .*\n {2}→ at word$/) },
    ])
  })

  it('gives back those that cannot be read or fail, and no others', async () => {
    const Records = [
      message('1', '{"word":"a"}'),
      message('2', 'no json'),
      message('3', '{"word":"poison"}'),
      message('4', '{"another":"shape"}'),
      message('5', '{"word":"b"}'),
    ]
    const { batchItemFailures } = await handler({ Records }, aContext)
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['2', '3', '4'])
  })
})

describe('a reaction to the stream', () => {
  const publish: [string, readonly StreamRecord[]][] = []
  const republish: typeof publish = []
  const days: string[] = []
  const handler = streamReaction(log, {
    publish: async (shard, records) => publish.push([shard, records]),
    redriven: async (shard, records) => republish.push([shard, records]),
    daily: async () => days.push('a day'),
  })
  const Records = [{ dynamodb: { SequenceNumber: '7', NewImage: { pk: { S: 'x' } } } }]

  it('is told the shard and its records, and hands the window’s state on', async () => {
    const answer = await handler({ Records, shardId: 'shard-1', state: { kept: 1 } } as never, aContext)
    expect(answer).toEqual({ batchItemFailures: [], state: { kept: 1 } })
    expect(publish).toEqual([['shard-1', [{ sequenceNumber: '7', newImage: { pk: { S: 'x' } } }]]])
    await handler({ Records: [], shardId: 'shard-1', isFinalInvokeForWindow: true } as never, aContext)
    expect(publish).toHaveLength(1)
  })

  it('knows records that somebody gives another chance, and when each was written', async () => {
    const written = { dynamodb: { ...Records[0]?.dynamodb, ApproximateCreationDateTime: 1_700_000_000 } }
    await handler({ Records: [written], shardId: 'shard-1', redriven: true } as never, aContext)
    const record = { sequenceNumber: '7', newImage: { pk: { S: 'x' } }, writtenAt: 1_700_000_000_000 }
    expect(republish).toEqual([['shard-1', [record]]])
    expect(publish).toHaveLength(1)
  })

  it('does once a day what is due once a day', async () => {
    const before = publish.length
    await handler(foldStatistics, aContext)
    expect(days).toEqual(['a day'])
    expect(publish).toHaveLength(before)
  })

  it('takes what is no record at all for one that cannot be read', async () => {
    await handler({ Records: [null, {}], shardId: 'shard-2' } as never, aContext)
    const nothing = { sequenceNumber: '', newImage: undefined }
    expect(publish.at(-1)).toEqual(['shard-2', [nothing, nothing]])
  })

  it('fails when what it does fails, so that the batch comes again', async () => {
    const publish = () => Promise.reject(new Error('the bus is away'))
    const away = streamReaction(log, { publish, redriven: publish, daily: publish })
    await expect(away({ Records, shardId: 'shard-1' } as never, aContext)).rejects.toThrow('the bus is away')
  })

  it('fails where the mapping does not name the shard, as counts could not be exact', async () => {
    await expect(handler({ Records } as never, aContext)).rejects.toThrow('tumbling window')
  })
})
