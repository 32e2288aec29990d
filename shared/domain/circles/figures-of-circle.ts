import type { Instant } from '../ids.ts'
import { type Circle, circleOverAt } from './circle.ts'
import { countPairs } from './pairs.ts'
import type { RoundFigures } from './round-figures.ts'

/** The fields of a circle that are counted. */
export type CountedCircle = Pick<Circle, 'at' | 'members' | 'asked' | 'hosts' | 'repeats'>

/** What a circle adds to its round's figures at a moment. */
export function figuresOfCircle(circle: CountedCircle, now: Instant): Partial<RoundFigures> {
  const { members, asked, hosts, repeats } = circle
  const said = members.flatMap(({ worth }) => worth ?? [])
  const hosting = Object.values(hosts)
  const [met, over] = [said.length > 0, now >= circleOverAt(circle)]
  return {
    circles: 1,
    introduced: members.length,
    ...countPairs(members.map(({ sector }) => sector)),
    repeats,
    met: Number(met),
    over: Number(over),
    overAndMet: Number(over && met),
    laterHosts: new Set(hosting.filter(id => id !== asked[0])).size,
    passedOn: asked.length - hosting.length,
    ...Object.fromEntries(said.map(worth => [`worth.${worth}`, said.filter(one => one === worth).length])),
  }
}
