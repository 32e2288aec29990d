import { afterEach, expect, test } from 'vitest'
import { day, hour, minute } from '../../shared/domain/duration.ts'
import { SendingLimits } from '../../tools/local/aws/ses/sending-limits.ts'
import { Activity } from '../../tools/local/time/activity.ts'
import { Agenda } from '../../tools/local/time/agenda.ts'
import { Clock } from '../../tools/local/time/clock.ts'
import { TimeTravel } from '../../tools/local/time/time-travel.ts'

let agenda: Agenda
afterEach(() => agenda.close())

/**
 * A clock on a full hour, and things that are due so many milliseconds later.
 * @param held they stay due, however often a tick looks at them
 */
function world(due: number[] = [], held = false) {
  const start = Math.ceil(Date.now() / hour) * hour + hour
  const clock = new Clock(start - Date.now())
  const activity = new Activity()
  agenda = new Agenda(clock, activity)
  let times = due.map(after => start + after)
  const ticks: number[] = []
  const tick = () => {
    ticks.push(Math.floor((clock.now() - start) / minute))
    if (!held) times = times.filter(time => time > clock.now())
    enter()
  }
  const enter = () => agenda.at((Math.floor(clock.now() / minute) + 1) * minute, 'tick', tick, true)
  enter()
  const travel = new TimeTravel({ clock, agenda, activity, dueTimes: async () => times, moved: () => {} })
  return { start, clock, activity, ticks, travel }
}

test('the clock only goes forward', () => {
  const { clock, start } = world()
  clock.moveTo(start + hour)
  clock.moveTo(start)
  expect(clock.now()).toBeGreaterThanOrEqual(start + hour)
})

test('activity is settled when everything has ended, with what that has begun', async () => {
  const { activity } = world()
  const ended: string[] = []
  const late = async (name: string) => {
    await new Promise(resolve => setImmediate(resolve))
    ended.push(name)
  }
  activity.background(
    'one',
    late('one').then(() => activity.background('two', late('two'))),
  )
  await activity.settled()
  expect(ended).toEqual(['one', 'two'])
})

test('what is entered runs in order, once, and not when it was cancelled', async () => {
  const { clock, activity, start } = world()
  const ran: string[] = []
  agenda.at(start + 2 * hour, 'b', () => void ran.push('b'))
  agenda.at(start + hour, 'a', () => void ran.push('a'))
  agenda.at(start + hour, 'x', () => void ran.push('x'))()
  expect(agenda.next()).toBe(start + hour)
  clock.moveTo(start + 3 * hour)
  agenda.runDue()
  agenda.runDue()
  await activity.settled()
  expect(ran).toEqual(['a', 'b'])
})

test('a jump stops at the minute after each due time, and passes over the others', async () => {
  const { travel, ticks, start } = world([10 * minute + 5, 3 * hour])
  await travel.to(start + 5 * hour)
  expect(ticks).toEqual([11, 180, 300])
})

test('what stays due is looked at again, ever more rarely', async () => {
  const { travel, ticks, start } = world([minute], true)
  await travel.to(start + day)
  expect(ticks.slice(0, 3)).toEqual([1, 2, 3])
  expect(ticks.length).toBeGreaterThan(24)
  expect(ticks.length).toBeLessThan(40)
})

test('jumps take turns', async () => {
  const { travel, clock, start } = world()
  await Promise.all([travel.to(start + hour), travel.to(start + 2 * hour)])
  expect(clock.now()).toBeGreaterThanOrEqual(start + 2 * hour)
})

test('nothing due: the clock stays', async () => {
  const { travel, clock, start } = world()
  await travel.toNextDue()
  expect(clock.now() - start).toBeLessThan(minute)
})

test('SES lets through a second’s worth at once, then the rate, and never the quota', () => {
  const { clock, start } = world()
  const limits = new SendingLimits({ maxSendRate: 100, max24HourSend: 1000 }, clock)
  expect(limits.admit(50)).toEqual({ admitted: 50, refusedBy: undefined })
  const second = limits.admit(100)
  expect(second.refusedBy).toBe('rate')
  expect(second.admitted).toBeLessThan(60)
  let sent = 50 + second.admitted
  for (let at = 1; at <= 20; at++) {
    clock.moveTo(start + at * 1000)
    sent += limits.admit(200).admitted
  }
  expect(sent).toBe(1000)
  expect(limits.admit(1)).toEqual({ admitted: 0, refusedBy: 'quota' })
  clock.moveTo(start + 25 * hour)
  expect(limits.admit(1)).toEqual({ admitted: 1, refusedBy: undefined })
})
