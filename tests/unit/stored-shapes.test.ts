import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { marshall } from '@aws-sdk/util-dynamodb'
import { describe, expect, it, test } from 'vitest'
import * as z from 'zod/mini'
import { addressHasher } from '../../shared/adapters/addresses.ts'
import { linkSigner, parseKeyRing } from '../../shared/adapters/links.ts'
import { BusEvent, busTypes, CompletionReportedEvent } from '../../shared/contracts/bus.ts'
import { platformDetailType } from '../../shared/contracts/bus-rules.ts'
import { EmailAddress, normaliseAddress } from '../../shared/contracts/email-address.ts'
import { Link, type LinkOf, type LinkPurpose } from '../../shared/contracts/link.ts'
import * as rowKinds from '../../shared/contracts/row-kinds.ts'
import { DomainEvent, eventTypes } from '../../shared/domain/domain-event.ts'
import { minute, week } from '../../shared/domain/duration.ts'
import { parseEmailId } from '../../shared/domain/email-id.ts'
import { evolve } from '../../shared/domain/evolve.ts'
import { type Learner, newLearner } from '../../shared/domain/learner.ts'
import { Preferences } from '../../shared/domain/preferences.ts'
import { Sharing } from '../../shared/domain/reflections/reflection.ts'
import { allowanceStore } from '../../shared/store/allowance.ts'
import { auditStore } from '../../shared/store/audit.ts'
import { barredStore } from '../../shared/store/barred.ts'
import { circleTieStore } from '../../shared/store/circle-ties.ts'
import { circleReports, circleStore, proposalStore } from '../../shared/store/circles.ts'
import { clearingStore } from '../../shared/store/clearing.ts'
import { confirmationStore } from '../../shared/store/confirmations.ts'
import { counterStore } from '../../shared/store/counters.ts'
import { erasedStatisticsIn, readDailyStatistics } from '../../shared/store/daily-statistics.ts'
import { evidenceStore } from '../../shared/store/evidence.ts'
import { parseHistory } from '../../shared/store/history.ts'
import { holdStore } from '../../shared/store/holds.ts'
import { importStore } from '../../shared/store/imports.ts'
import { invitationStore } from '../../shared/store/invitations.ts'
import { journeyCirclesStore } from '../../shared/store/journey-circles.ts'
import { journeyStore } from '../../shared/store/journeys.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import { learnerStore } from '../../shared/store/learners.ts'
import { limitStore } from '../../shared/store/limits.ts'
import { mailboxStore } from '../../shared/store/mailboxes.ts'
import { countOnce } from '../../shared/store/marked-count.ts'
import { mirrorStore } from '../../shared/store/mirror.ts'
import { paceStore } from '../../shared/store/pace.ts'
import { receivedSignUpStore } from '../../shared/store/received-sign-ups.ts'
import { reflectionStore } from '../../shared/store/reflections.ts'
import { replayStore } from '../../shared/store/replays.ts'
import { roundStore } from '../../shared/store/rounds.ts'
import { sentPageStore } from '../../shared/store/sent-pages.ts'
import { shelfStore } from '../../shared/store/shelves.ts'
import { readStreamRow } from '../../shared/store/stream-row.ts'
import type { Item } from '../../shared/store/table.ts'
import { throwUnreadable } from '../../shared/store/unreadable-row.ts'
import { voiceLanes, voiceStore } from '../../shared/store/voices.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'

/*
 * What earlier versions have stored, published and mailed is out there: in tables, archives and inboxes. The samples in
 * tests/samples are of that, as it was written on its day.
 */

const advice =
  'Rows, events or links of this shape are out there, and this code reads them no more, or otherwise. ' +
  'Never edit what was written: go on reading it (by an upcaster, or a new version beside it), and add a sample of the new shape. ' +
  'Only if it is meant to be read otherwise from now on, change what the sample says that it is read as.'

const samples = (file: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../samples', file), 'utf8'))

async function stillReads<T>(what: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw new Error(`${what}: ${advice}`, { cause: error })
  }
}

const missing = 'Every type has a sample. Add one of what is new, and change none of the others.'

/** Fields of events that nobody needs any more: read over. */
const forgotten = ['day']

describe('events', () => {
  const events: DomainEvent[] = samples('domain-events.json')

  it('have a sample of each type', () => {
    const sampled = new Set(events.map(({ type }) => type))
    expect([...sampled].toSorted(), missing).toEqual(eventTypes.toSorted())
  })

  it('have a sample of each preference', () => {
    const sampled = events.flatMap(event => ('preferences' in event ? Object.keys(event.preferences) : []))
    expect([...new Set(sampled)].toSorted(), missing).toEqual(Object.keys(Preferences.shape).toSorted())
  })

  test.each(events.map(event => [event.type, event] as const))(
    '%s is read as it was written',
    async (type, event) => {
      const nobody: Learner = newLearner('0'.repeat(24), '0'.repeat(8))
      const read = await stillReads(type, () => DomainEvent.parse(event))
      const needed = Object.entries(event).filter(([field]) => !forgotten.includes(field))
      expect(read, advice).toMatchObject(Object.fromEntries(needed))
      await stillReads(type, () => evolve(nobody, read))
    },
  )
})

describe('events on the bus', () => {
  const events: z.infer<typeof BusEvent>[] = samples('bus-events.json')

  it('have a sample of each type', () => {
    const types = [...new Set(events.map(event => event['detail-type']))]
    expect(types.toSorted(), missing).toEqual([...busTypes, platformDetailType].toSorted())
  })

  test.each(events.map(event => [event['detail-type'], event] as const))(
    '%s is read as it was written',
    async (type, event) => {
      const schema = event.source === 'shiftworks' ? BusEvent : CompletionReportedEvent
      const { detail } = await stillReads<{ detail: object }>(type, () => z.parse(schema, event))
      expect(detail, advice).toMatchObject(event.detail)
    },
  )
})

describe('rows of somebody', () => {
  interface Sample {
    what: string
    rows: Item[]
    /** What they are read as today; absent where nobody is left. */
    read?: Pick<LearnerRecord, 'learner' | 'details'> & { histories: Record<string, object[]> }
  }
  const people: Sample[] = samples('people.json')

  test.each(people.map(person => [person.what, person] as const))(
    'who %s are read as they were written',
    async (what, { rows, read }) => {
      const table = new MemoryTable()
      await table.load(rows)
      const { account, ...enrolments } = read?.histories ?? {}
      const asRead = await stillReads(what, async () => {
        const record = await learnerStore(table).find('0123456789abcdefghijklmn')
        return (
          record && {
            learner: record.learner,
            details: record.details,
            account: account && parseHistory(record.rows.profile.history),
            histories: Object.keys(enrolments).map(id =>
              parseHistory(record.rows.enrolments[id]?.history ?? ''),
            ),
          }
        )
      })
      expect({ asRead }, advice).toMatchObject({
        asRead: read && {
          learner: read.learner,
          details: read.details,
          account,
          histories: Object.values(enrolments),
        },
      })
    },
  )

  it('are read in the stream', async () => {
    const told = people.flatMap(({ rows }) => rows).filter(row => row['f'] !== undefined)
    expect(told.map(({ sk }) => sk.split('#')[0])).toEqual(
      expect.arrayContaining(['profile', 'E', 'tombstone']),
    )
    for (const row of told)
      await stillReads(`${row.sk} in the stream`, () => {
        const { events } = readStreamRow(marshall(row))
        return z.array(z.nullable(DomainEvent)).parse(events)
      })
  })
})

describe('all other rows', () => {
  const { rows, read: meant } = samples('rows.json')
  const at = Date.parse('2026-11-23T09:00:00Z')
  const lane = { journeyId: 'small-things', moduleId: 'one', wording: 'b4nun4', sector: 'ambulance' } as const
  const pace = { slotSize: 50, spacing: 255 }
  const aRound = { journeyId: 'sample', id: '2026-11-29', closesAt: Date.parse('2026-11-30T00:00:00Z') }

  /** What each store makes of the rows. */
  const readers: Record<string, (table: MemoryTable) => Promise<unknown>> = {
    journeys: table => journeyStore(table).catalogue(),
    'a version': table => journeyStore(table).head('sample', 1),
    'an email': table => journeyStore(table).email('sample', 1, 'module.one'),
    'a page': table => journeyStore(table).page('sample', 1, 'one'),
    holds: table => holdStore(table).all(),
    pace: table => paceStore(table).take({ emails: 1, earliest: at, latest: at * 2, quota: 4 }, pace),
    allowance: table => allowanceStore(table).last(),
    evidence: table => evidenceStore(table).ofStretch(at + minute),
    gap: table => evidenceStore(table).lost(),
    mailboxes: table => mailboxStore(table).find('EIZSRQjy-mLJ3z66I2o_UdjLQr0Y7yt4'),
    'the owner of a mailbox': table =>
      mailboxStore(table).find('EIZSRQjy-mLJ3z66I2o_UdjLQr0Y7yt4', at + minute),
    'a sign-up that was received': table => receivedSignUpStore(table).find('0123456789abcdefghijklmn'),
    'a wish for a private link that was received': table =>
      receivedSignUpStore(table).find('0123456789abcdefghijklm2'),
    'a sign-up that was received, in the stream': async table => {
      const [row] = await table.query('sign-up#0123456789abcdefghijklmn')
      return readStreamRow(marshall(row))
    },
    'the page after a sign-up': table => sentPageStore(table).find('0123456789abcdefghijklmn', at),
    limits: table => limitStore(table).takeSignUp('EIZSRQjy-mLJ3z66I2o_UdjLQr0Y7yt4', at, 1),
    statistics: table => counterStore(table).ofJourney('sample'),
    days: table => readDailyStatistics(table, 'counters', 'sample', '2026-11-01', '2026-11-30'),
    'days of the erased': async table => {
      const pk = 'erased#sample'
      return erasedStatisticsIn({ pk, rows: await table.query(pk) })
    },
    'whom no import takes in': table =>
      learnerStore(table).isSuppressed(['sEsE_JF81Q217B0oKuorZnecYKo88eDL']),
    texts: table => reflectionStore(table).ofLearner('0123456789abcdefghijklmn', at),
    'an excerpt': table => voiceStore(table).find('v00000000000000000000002'),
    'excerpts that wait to be read': table =>
      voiceLanes(table).waiting({ ...lane, moduleId: 'six' }, at + minute, 10),
    'excerpts that readers reported': table =>
      voiceLanes(table).urgent('small-things', 'reported', at + minute, 10),
    'how sharing stands': table => shelfStore(table).list(throwUnreadable),
    'a shelf': table => shelfStore(table).shelf(lane, 3),
    'writing to be cleared': table => clearingStore(table).waiting(at + minute, 10),
    'groups to be left': table =>
      clearingStore(table).groupsOf({ learnerId: '123456789abcdefghijklmno', since: at }),
    'what is lost by abuse': table => barredStore(table).of(['EIZSRQjy-mLJ3z66I2o_UdjLQr0Y7yt4'], at),
    'a link by which somebody brings colleagues': table =>
      invitationStore(table).find('k7m4q2pd9xyzabcd', at),
    'in which journeys circles are on': table => journeyCirclesStore(table).list(throwUnreadable),
    'who joined a round': async table => {
      const entries = await roundStore(table).entries(aRound)
      return entries.toSorted((one, other) => (one.learnerId < other.learnerId ? -1 : 1))
    },
    'somebody who was taken along, and has left': table =>
      roundStore(table).find({ ...aRound, id: '2026-12-06' }, '000000000000000000000001'),
    'what came of a round': table => roundStore(table).dealt(aRound),
    'a group that is proposed': table => proposalStore(table).find('sample.2027-01-17.0'),
    'a proposal that is closed': table => proposalStore(table).find('sample.2026-11-29.0'),
    'a circle': table => circleStore(table).find('sample.2026-11-29.0.0'),
    'a circle that was reported': table => circleStore(table).find('sample.2026-11-22.7.1'),
    'a circle that has ended': table => circleStore(table).find('sample.2026-10-18.3.0'),
    'reports about circles': table => circleReports(table)(at + 52 * week, 10),
    'who was in a circle with whom': table => circleTieStore(table).of('000000000000000000000005'),
    'whom somebody does not want to be with': table => circleTieStore(table).of('000000000000000000000001'),
    'how confirmations fare': async table => {
      const store = confirmationStore(table)
      const [tally, culprits] = [await store.tally('all', at), await store.culprits('all', at)]
      return { tally, culprits, brakes: await store.brakes(at) }
    },
    'whose turn it is': table => confirmationStore(table).takeTurn('all', at, minute),
    'a record that is counted': async table => {
      const key = { pk: 'counters#sample', sk: 'of all shards' }
      const place = '1'.padStart(63, '0')
      const record = { shard: 'shardId-00000001795424400000-0a1b2c3d', place }
      const additions = [{ own: key, key, statistics: { 'event.JourneyLeft': 1 } }]
      await countOnce(table, { ...record, additions }, at, false)
      return (await table.get(key)) ?? 'not once more'
    },
    audit: table => auditStore(table).between(at, at),
    imports: table => importStore(table).progress('sha256', 'sample'),
    replays: table => replayStore(table).list(),
    'what is shown of answers': async table =>
      Object.fromEntries(
        [...(await mirrorStore(table).shown(throwUnreadable))].map(([id, { snapshot }]) => [id, snapshot]),
      ),
    closings: table => mirrorStore(table).closings('sample'),
    'what the erased had answered': table => mirrorStore(table).erased(throwUnreadable),
    'a count that is under way': table => mirrorStore(table).pass(),
    'whom a replay changes': table => replayStore(table).expected('2026-11-23T09-00-00-000Z'),
  }
  it('and those of people have a sample of each kind', () => {
    const people: { rows: Item[] }[] = samples('people.json')
    const sampled = [...people.flatMap(person => person.rows), ...(rows as Item[])]
    const isOf = (kind: string) => (row: Item) =>
      kind.endsWith('#') ? row.pk.startsWith(kind) : row.pk === kind
    const without = Object.values(rowKinds).filter(kind => !sampled.some(isOf(kind)))
    expect(without, missing).toEqual([])
  })

  test.each(Object.entries(readers))('%s are read as they were written', async (what, read) => {
    const table = new MemoryTable()
    await table.load(rows)
    const found = await stillReads(what, () => read(table))
    expect({ found }, advice).toMatchObject({ found: meant[what] })
  })
})

test('a text of each state in which it may stand has a sample', () => {
  const { rows }: { rows: Item[] } = samples('rows.json')
  const states = rows
    .filter(({ pk }) => pk.startsWith('reflection#'))
    .map(row => Sharing.parse(row['sharing']).is)
  const possible = Sharing.def.options.flatMap(({ shape }) => [...shape.is.def.values])
  expect(states.toSorted(), missing).toEqual(possible.toSorted())
})

describe('what is in inboxes', () => {
  const { keyRing, addressKey, tokens, emailIds, hashes } = samples('links.json')

  it('has a sample of each purpose', () => {
    const purposes = Link.def.options.flatMap(({ shape }) => [...shape.purpose.def.values])
    const sampled = new Set(tokens.map(({ link }: { link: Link }) => link.purpose))
    expect([...sampled].toSorted(), missing).toEqual(purposes.toSorted())
  })

  test.each(tokens as { token: string; link: LinkOf<LinkPurpose> }[])(
    'a link for $link.purpose opens',
    async ({ token, link }) => {
      const signer = await stillReads('the keys', () => linkSigner(parseKeyRing(keyRing)))
      expect(signer.open(token, [link.purpose], 0), advice).toEqual({ is: 'good', link })
    },
  )

  test.each(emailIds as { id: string; of: object }[])('$id is known again', ({ id, of }) => {
    expect(parseEmailId(id), advice).toEqual(of)
  })

  test.each(hashes as { email: string; hash: string }[])(
    'an address leads to whom it led to',
    ({ email, hash }) => {
      const address = normaliseAddress(EmailAddress.parse(email))
      expect(addressHasher(addressKey).ofEmail(address), advice).toBe(hash)
    },
  )
})
