import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { closeGaps } from '../../shared/domain/mirror-close.ts'
import type { Gaps } from '../../shared/domain/mirror-tally.ts'
import type { Report } from '../../tools/operator/report/report.ts'
import { Asking } from '../support/asking.ts'
import { openConsole } from '../support/operator-console.ts'
import { operatorContext } from '../support/operator-context.ts'

describe('what closings keep of guesses', () => {
  const guessesOf = (gaps: Gaps) => Object.values(gaps).map(({ guesses }) => guesses)

  it('is of eleven at least, and changes only with ten more or a new question', () => {
    const counted = fc.record({ guesses: fc.integer({ min: 1, max: 60 }), off: fc.nat(600) })
    fc.assert(
      fc.property(fc.array(counted, { minLength: 2, maxLength: 30 }), counts => {
        let kept: Gaps = {}
        for (const cell of counts) {
          const before = kept['cell']
          kept = closeGaps(kept, { cell })
          for (const guesses of guessesOf(kept)) expect(guesses).toBeGreaterThanOrEqual(11)
          const isAnew = before === undefined || cell.guesses < before.guesses
          const isRenewed = isAnew ? cell.guesses >= 11 : cell.guesses >= before.guesses + 10
          expect(kept['cell']).toEqual(isRenewed ? cell : isAnew ? undefined : before)
        }
      }),
    )
  })
})

describe('the perception gap in the report', () => {
  let world: Asking
  beforeAll(async () => {
    world = await Asking.begin()
    await world.people('local-government-and-public-health', 11, { answer: 0 })
    await world.people('student', 12, { answer: 1 })
    await world.close()
    await world.people('community-and-mental-health', 12, {
      guess: 4,
      about: 'local-government-and-public-health',
    })
    await world.people('ambulance', 15, { guess: 3, about: 'student' })
    await world.people('social-care', 10, { guess: 10, about: 'student' })
    await world.passes(7)
    await world.close()
    await world.passes(7)
    await world.people('social-care', 1, { guess: 10, about: 'student' })
    await world.close()
  }, 60_000)

  it('is by module, by pair, and over time, of those who are enough alone', async () => {
    const { journeys } = (await operatorContext(world).run(['report', '--json'])).json() as Report
    expect(journeys[0]?.perception).toEqual({
      modules: [{ module: 'one', guesses: 38, meanOff: 6 }],
      pairs: [
        { own: 'social-care', about: 'student', guesses: 11, meanOff: 10 },
        {
          own: 'community-and-mental-health',
          about: 'local-government-and-public-health',
          guesses: 12,
          meanOff: 6,
        },
        { own: 'ambulance', about: 'student', guesses: 15, meanOff: 3 },
      ],
      closings: [
        { day: '2026-11-30', guesses: 27, meanOff: 4.3 },
        { day: '2026-12-07', guesses: 38, meanOff: 6 },
      ],
    })
  })

  it('is as the last closing of the period had it', async () => {
    const { journeys } = (
      await operatorContext(world).run(['report', '--json', '--from', '2026-12-01', '--to', '2026-12-06'])
    ).json() as Report
    expect(journeys[0]?.perception).toMatchObject({ modules: [{ guesses: 27 }], closings: [] })
  })

  it('fits a terminal of 80 columns with the longest names', async () => {
    const { stdout } = await operatorContext(world).run(['report'])
    const lines = stdout.slice(stdout.indexOf('Perception gap by module')).split('\n')
    const upToDelivery = lines.slice(
      0,
      lines.findIndex(line => line.includes(': Delivery')),
    )
    expect(upToDelivery).toContainEqual(
      expect.stringMatching(/^local-government-and-public-health by community-and-mental-health +12 +6$/),
    )
    expect(Math.max(...upToDelivery.map(line => line.length))).toBeLessThanOrEqual(80)
  })

  it('stands in the console’s overview, with its chart and tables', async () => {
    const console = await openConsole(world)
    const { headers } = await fetch(console.address, { redirect: 'manual' })
    const cookie = headers.get('set-cookie')?.split(';')[0] ?? ''
    const page = await (await fetch(console.origin, { headers: { cookie } })).text()
    await console.close()
    expect(page).toContain('Perception gap at each closing, in tenths')
    expect(page).toContain('student by social-care')
  })
})
