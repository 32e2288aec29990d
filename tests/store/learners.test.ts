import { beforeEach, describe, expect, it } from 'vitest'
import { changeBy } from '../../shared/application/execute-command.ts'
import type { Command } from '../../shared/domain/commands.ts'
import { decide } from '../../shared/domain/decide.ts'
import { newLearner } from '../../shared/domain/learner.ts'
import { duePage, dueShards } from '../../shared/store/due.ts'
import { findLearners } from '../../shared/store/find-learners.ts'
import { parseHistory } from '../../shared/store/history.ts'
import { type LearnerRecord, newRecord } from '../../shared/store/learner-record.ts'
import { type LearnerStore, learnerStore } from '../../shared/store/learners.ts'
import { sampleJourney } from '../../tools/simulation/sample-journey.ts'
import { onTables } from '../support/on-tables.ts'

const id = '0'.repeat(24)
const [epoch, nextEpoch] = ['00000001', '00000002']
const at = Date.parse('2026-11-23T09:00:00Z')
const details = { email: 'zoe@example.org', addressHash: 'hash', firstName: 'Zoe', role: 'porter' }
const journeys = { sample: sampleJourney().journey, other: sampleJourney('other').journey }

const requested = (journeyId = 'sample', of = epoch): Command => ({
  type: 'RequestSignUp',
  lately: [],
  at,
  epoch: of,
  journeyId,
  consent: { wording: '1', mechanism: 'page' },
  preferences: { pace: 'slower', days: ['monday', 'friday'] },
  sector: 'ambulance',
})
const confirmed: Command = { type: 'ConfirmSignUp', at, epoch, request: 0 }
const started = (journeyId = 'sample'): Command => ({ type: 'StartJourney', at, journeyId, epoch })
const due = (journeyId = 'sample'): Command => ({ type: 'DeliverDue', at, journeyId, by: 'worker01' })
const accountEmail: Command = { type: 'DeliverDue', at, by: 'worker01' }
const leaving: Command = { type: 'Leave', at, via: 'page' }

onTables('the people', table => {
  let learners: LearnerStore
  let sam: LearnerRecord
  beforeEach(() => {
    learners = learnerStore(table())
    sam = newRecord(newLearner(id, epoch), details)
  })

  /** Does these things, one after the other, each in a write of its own. */
  async function live(...commands: Command[]): Promise<LearnerRecord> {
    for (const command of commands) {
      const saved = await learners.save(sam, changeBy(sam.learner, decide(sam.learner, command, journeys)))
      if (!saved) throw new Error(`${command.type} met a conflict.`)
      sam = saved
    }
    return sam
  }

  const allDue = async (of: string) => {
    const shards = Array.from({ length: dueShards }, (_, shard) =>
      duePage(table(), { of, shard }, at + 1e12, 100),
    )
    return (await Promise.all(shards)).flatMap(({ refs }) => refs)
  }

  describe('somebody', () => {
    it.each([
      ['who has signed up', [requested()]],
      ['who has confirmed', [requested(), confirmed]],
      ['whose account email is on its way', [requested(), accountEmail]],
      ['who is in a journey', [requested(), confirmed, started()]],
      ['whose module is on its way', [requested(), confirmed, started(), due()]],
      ['who has left', [requested(), confirmed, started(), { type: 'Leave', at, via: 'page' }]],
    ] satisfies [string, Command[]][])('%s is read as they were stored', async (_, commands) => {
      const saved = await live(...commands)
      expect(await learners.find(id)).toEqual(saved)
      expect(await learners.idOf('hash')).toBe(id)
      const found = await findLearners(table(), [{ learnerId: id, journeyId: 'sample' }, { learnerId: id }])
      expect(found.get(id)).toEqual({ is: 'readable', record: saved })
    })

    it('is read whole from one due row, other journeys included', async () => {
      await live(requested(), confirmed, started())
      const both = { ...sam.learner, joining: [{ journeyId: 'other', since: at }] }
      sam = { ...sam, learner: both }
      const saved = await live(started('other'))
      const found = await findLearners(table(), [{ learnerId: id, journeyId: 'sample' }])
      expect(found.get(id)).toEqual({ is: 'readable', record: saved })
    })

    it('who is nobody is not found', async () => {
      expect(await learners.find(id)).toBeUndefined()
      expect(await learners.idOf('hash')).toBeUndefined()
      expect((await findLearners(table(), [{ learnerId: id }])).size).toBe(0)
    })

    it('who cannot be read keeps nobody else from being read', async () => {
      await live(requested())
      const other = '1'.repeat(24)
      await table().write({ put: { pk: `L#${other}`, sk: 'profile', _: 99 } })
      const found = await findLearners(table(), [{ learnerId: id }, { learnerId: other }])
      expect(found.get(id)?.is).toBe('readable')
      expect(found.get(other)?.is).toBe('unreadable')
      await expect(learners.find(other)).rejects.toThrow('has shape 99, which this version cannot read')
    })
  })

  describe('a write', () => {
    it('on what has changed meanwhile is refused, and changes nothing', async () => {
      const before = await live(requested(), confirmed)
      const after = await live(started())
      const late = changeBy(before.learner, decide(before.learner, leaving, journeys))
      expect(await learners.save(before, late)).toBeUndefined()
      expect(await learners.find(id)).toEqual(after)
    })

    it('of two at once is won by one', async () => {
      const before = await live(requested(), confirmed, started())
      const change = changeBy(before.learner, decide(before.learner, due(), journeys))
      const answers = await Promise.all([1, 2, 3, 4].map(() => learners.save(before, change)))
      expect(answers.filter(answer => answer !== undefined)).toHaveLength(1)
    })

    it('to one journey does not meet one to the person', async () => {
      const before = await live(requested(), confirmed, started())
      const claim = changeBy(before.learner, decide(before.learner, due(), journeys))
      expect(await learners.save(before, claim)).toBeDefined()
      const asked = decide(
        before.learner,
        { type: 'RequestAccountEmail', at, kind: 'private-link' },
        journeys,
      )
      expect(await learners.save(before, changeBy(before.learner, asked))).toBeDefined()
      const { learner } = (await learners.find(id)) as LearnerRecord
      expect([learner.accountEmails.length, learner.enrolments['sample']?.claim !== undefined]).toEqual([
        1,
        true,
      ])
    })

    it('of "Erase" and a journey that begins cannot both be won, so that no row is left of who was erased', async () => {
      const before = await live(requested(), confirmed)
      await live(started())
      const erasing = changeBy(before.learner, decide(before.learner, { type: 'Erase', at }, journeys))
      expect(await learners.save(before, erasing)).toBeUndefined()
      expect(await learners.find(id)).toEqual(sam)
    })

    it('of two sign-ups at once of somebody whose rows have expired is won by one', async () => {
      await live(requested())
      await table().write({ delete: { pk: `L#${id}`, sk: 'profile' } })
      const again = newRecord(newLearner(id, nextEpoch), details, true)
      const change = changeBy(again.learner, decide(again.learner, requested('sample', nextEpoch), journeys))
      const answers = [await learners.save(again, change), await learners.save(again, change)]
      expect(answers.map(answer => answer !== undefined)).toEqual([true, false])
    })

    it.each(['Leave', 'Erase'] as const)('of "%s" and a claim cannot both be won', async type => {
      const before = await live(requested(), confirmed, started())
      const claim = changeBy(before.learner, decide(before.learner, due(), journeys))
      const last = decide(before.learner, { type, at, via: 'page' } as Command, journeys)
      const answers = await Promise.all([
        learners.save(before, claim),
        learners.save(before, changeBy(before.learner, last)),
      ])
      expect(answers.filter(answer => answer !== undefined)).toHaveLength(1)
    })

    it('tells its events to the stream, and a claim tells nothing', async () => {
      await live(requested(), confirmed, started())
      const rows = () => table().query(`L#${id}`)
      const told = async () => (await rows()).map(({ f }) => (typeof f === 'string' ? JSON.parse(f) : []))
      expect((await told()).flat().map(({ type }) => type)).toContain('JourneyStarted')
      await live(due())
      const [enrolment] = await rows()
      expect(enrolment).not.toHaveProperty('f')
    })

    it('adds to the history that is kept in the row', async () => {
      await live(requested(), confirmed, started())
      const history = parseHistory(sam.rows.profile.history).map(({ type }) => type)
      expect(history).toEqual(['SignUpRequested', 'AccountEmailRequested', 'SignUpConfirmed'])
      expect(parseHistory(sam.rows.enrolments['sample']?.history ?? '')[0]).toMatchObject({
        type: 'JourneyStarted',
        at,
        version: 1,
      })
    })
  })

  describe('the due index', () => {
    it('holds an account email until it is sent, and a journey from its start', async () => {
      await live(requested())
      expect(await allDue('account')).toEqual([{ learnerId: id, dueAt: at }])
      await live(accountEmail)
      await live({
        type: 'SettleEmail',
        at,
        emailId: sam.learner.claim?.email.id ?? '',
        outcome: { is: 'accepted' },
      })
      expect(await allDue('account')).toEqual([])
      await live(confirmed)
      expect(await allDue('account')).toEqual([{ learnerId: id, dueAt: at }])
      await live(started())
      expect(await allDue('account')).toEqual([])
      expect(await allDue('sample')).toEqual([{ learnerId: id, journeyId: 'sample', dueAt: at }])
    })

    it('keeps a claimed email where it was, so that it is found after a crash', async () => {
      await live(requested(), confirmed, started(), due())
      expect(await allDue('sample')).toEqual([{ learnerId: id, journeyId: 'sample', dueAt: at }])
    })

    it.each([
      { type: 'Leave', at, via: 'page' },
      { type: 'Erase', at },
      { type: 'PauseJourney', at, journeyId: 'sample' },
      { type: 'RecordComplaint', at },
      { type: 'RecordBounce', at, lasting: true, code: 'permanent.general' },
    ] satisfies Command[])('holds nothing after $type', async command => {
      await live(requested(), confirmed, started(), command)
      expect([...(await allDue('sample')), ...(await allDue('account'))]).toEqual([])
    })
  })

  describe('an address', () => {
    it('leads to one person only: of two who sign up with it at once, one is stored', async () => {
      const rival = newRecord(newLearner('1'.repeat(24), epoch), details)
      const change = changeBy(rival.learner, decide(rival.learner, requested(), journeys))
      await live(requested())
      expect(await learners.save(rival, change)).toBeUndefined()
      expect(await learners.idOf('hash')).toBe(id)
      expect(await learners.find('1'.repeat(24))).toBeUndefined()
    })

    it('moves with its person, unless somebody else has the new one', async () => {
      await live(requested(), confirmed)
      const moved = { ...details, email: 'zoe@new.example.org', addressHash: 'new' }
      const change = {
        after: sam.learner,
        events: [{ type: 'AddressChanged' as const, at, occurrence: 1 }],
        details: moved,
      }
      await table().write({ put: { pk: 'A#new', sk: 'address', learnerId: '1'.repeat(24) } })
      expect(await learners.save(sam, change)).toBeUndefined()
      await table().write({ delete: { pk: 'A#new', sk: 'address' } })
      expect(await learners.save(sam, change)).toBeDefined()
      expect([await learners.idOf('new'), await learners.idOf('hash')]).toEqual([id, undefined])
      expect((await learners.find(id))?.details).toEqual(moved)
    })

    it('whose person has expired before it leads to them again', async () => {
      await live(requested())
      await table().write({ delete: { pk: `L#${id}`, sk: 'profile' } })
      sam = newRecord(newLearner(id, nextEpoch), details, true)
      await live(requested('sample', nextEpoch))
      expect((await learners.find(id))?.learner.epoch).toBe(nextEpoch)
    })

    it('expires with somebody who never confirms, and not with who does', async () => {
      await live(requested())
      const rows = async () => [
        ...(await table().query(`L#${id}`)).filter(({ sk }) => sk === 'profile'),
        ...(await table().query('A#hash')),
      ]
      const ttl = at / 1000 + 30 * 24 * 60 * 60
      expect((await rows()).map(row => row['ttl'])).toEqual([ttl, ttl])
      await live(confirmed)
      expect((await rows()).map(row => row['ttl'])).toEqual([undefined, undefined])
      // They have left, and somebody fills in the form again.
      await live(started(), leaving, requested('sample', nextEpoch))
      expect((await rows()).map(row => row['ttl'])).toEqual([undefined, undefined])
    })
  })

  it('who is erased leaves a tombstone without personal data, and nothing else', async () => {
    await live(requested(), confirmed, started(), due(), { type: 'Erase', at })
    const rows = await table().query(`L#${id}`)
    expect(rows.map(({ sk }) => sk)).toEqual(['tombstone'])
    expect(JSON.stringify(rows)).not.toMatch(/zoe|porter|hash/i)
    expect(await learners.find(id)).toBeUndefined()
    expect(await learners.idOf('hash')).toBeUndefined()
  })
})
