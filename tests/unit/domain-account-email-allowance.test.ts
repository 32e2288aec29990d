import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  countsFor,
  hasMissedTurn,
  nextAccountEmailAt,
  replaceMissedTurns,
} from '../../shared/domain/account-email-allowance.ts'
import { day, hour, minute, week } from '../../shared/domain/duration.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

const most = (moments: readonly number[], within: number) =>
  Math.max(0, ...moments.map(from => moments.filter(at => at >= from && at < from + within).length))

/** What happens at a mailbox: so long after what came before it, one is asked for, or a hindrance that began then is over. */
const doing = fc.record({
  after: fc.oneof(fc.integer({ min: 0, max: 2 * hour }), fc.integer({ min: 0, max: 4 * day })),
  is: fc.constantFrom('asks', 'asks', 'asks', 'held', 'free'),
})

it('however emails to a mailbox are asked for and held back, two an hour go there, three a day, five a week', () => {
  fc.assert(
    fc.property(fc.array(doing, { maxLength: 60 }), doings => {
      let at = monday
      let row: readonly number[] = []
      let waiting: number[] = []
      const sent: number[] = []
      let isHeld = false
      const sendDue = () => {
        const due = waiting.filter(turn => turn <= at)
        waiting = waiting.filter(turn => turn > at)
        const missed = due.filter(turn => hasMissedTurn(turn, at))
        row = replaceMissedTurns(row, missed, at)
        const turns = [
          ...due.filter(turn => !hasMissedTurn(turn, at)),
          ...row.slice(row.length - missed.length),
        ]
        sent.push(...turns.filter(turn => turn <= at))
        waiting.push(...turns.filter(turn => turn > at))
      }
      /** Time passes, with a tick whenever something is due. */
      const passTo = (end: number) => {
        for (;;) {
          const next = Math.min(...waiting)
          if (isHeld || next > end) break
          at = Math.max(at, next)
          sendDue()
        }
        at = end
      }
      for (const { after, is } of doings) {
        passTo(at + after)
        if (is === 'held') isHeld = true
        if (is === 'free') isHeld = false
        const turn = is === 'asks' ? nextAccountEmailAt(row, at) : undefined
        if (turn === undefined) continue
        row = [...row.filter(moment => moment > at - countsFor), turn]
        waiting.push(turn)
      }
      isHeld = false
      passTo(at + 52 * week)
      expect(waiting).toEqual([])
      expect(most(sent, hour - 5 * minute)).toBeLessThanOrEqual(2)
      expect(most(sent, day - 5 * minute)).toBeLessThanOrEqual(3)
      expect(most(sent, week - 5 * minute)).toBeLessThanOrEqual(5)
    }),
  )
})
