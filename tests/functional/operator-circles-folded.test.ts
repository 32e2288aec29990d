import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { World } from '../../tools/simulation/world.ts'
import { manyAt, manyRounds, withManyCircles } from '../support/many-circles.ts'
import { type ConsoleVisit, visitConsole } from '../support/operator-console.ts'
import { operatorContext } from '../support/operator-context.ts'

const { oldest, older, newest, reported } = manyRounds

let world: World
let console: ConsoleVisit
const operate = (...args: string[]) => operatorContext(world).run(['circles', 'list', ...args], { width: 80 })

beforeEach(async () => {
  world = new World(manyAt)
  await world.publish()
  await withManyCircles(world)
})
afterEach(() => console?.close())

describe('hundreds of circles', () => {
  it('are folded at a terminal: the reported one first, some of the newest round, a line for each earlier one', async () => {
    const { stdout } = await operate()
    const lines = stdout.trimEnd().split('\n')
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80)
    expect(lines.length).toBeLessThan(60)
    const places = [
      reported,
      `${newest}  130 proposed`,
      `${newest}.`,
      'and 110 more',
      `${older}  25 introduced`,
    ].map(words => lines.findIndex(line => line.includes(words)))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(lines.filter(line => line.startsWith(`${newest}.`))).toHaveLength(20)
    const numbers = lines.flatMap(line => new RegExp(`^${newest}\\.(\\d+) `).exec(line)?.slice(1) ?? [])
    expect(numbers).toEqual(numbers.toSorted((a, b) => Number(a) - Number(b)))
    expect(stdout).not.toContain(`${older}.`)
    expect(stdout).toContain(`${oldest}  1 introduced`)
    expect(stdout).toContain(`circles list --round ${oldest}`)
  })

  it('are all there as JSON, and round by round', async () => {
    const all = (await operate('--json')).json() as { groups: { id: string }[] }
    expect(all.groups).toHaveLength(157)
    expect(all.groups[0]).toMatchObject({ id: reported, state: 'reported' })
    const { stdout } = await operate('--round', older)
    expect(stdout.split('\n').filter(line => line.startsWith(`${older}.`))).toHaveLength(25)
    expect(stdout).not.toContain(newest)
    expect((await operate('--round', older, '--json')).json()).toMatchObject({ groups: { length: 25 } })
    expect((await operate('--round', 'sample.2026-11-22')).stdout).toContain(
      'Nothing of this round is under way',
    )
  })

  it('are folded in the console, with what was reported above and open, and each round on pages of its own', async () => {
    console = await visitConsole(world)
    const { page } = await console.get('/circles')
    expect(page.indexOf(`<h3 class="govuk-heading-m">${reported}</h3>`)).toBeLessThan(
      page.indexOf('<details'),
    )
    expect(page.match(/<details/g)).toHaveLength(20)
    expect(page).not.toContain(`${older}.`)
    const places = [`/circles/settle/${reported}`, 'All 130 of this round', `/circles/round/${older}`].map(
      words => page.indexOf(words),
    )
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))

    const whole = (await console.get(`/circles/round/${newest}`)).page
    expect(whole.match(/<details/g)).toHaveLength(100)
    const [, next = ''] = whole.match(/href="([^"]*from=[^"]*)">The next 30 of 130</) ?? []
    const rest = (await console.get(next)).page
    expect(rest.match(/<details/g)).toHaveLength(30)
    expect(
      new Set([...`${whole}${rest}`.matchAll(/>(sample\.2026-12-13\.\d+):/g)].map(([, id]) => id)).size,
    ).toBe(130)
    expect((await console.get(`/circles/round/${oldest}`)).page).toContain(`/circles/end/${oldest}.0.0`)
    expect((await console.get('/circles/round/sample.2026-11-22')).page).toContain('Nothing of this round')
  })
})
