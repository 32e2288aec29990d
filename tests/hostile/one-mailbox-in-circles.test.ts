import { expect, it } from 'vitest'
import { hour } from '../../shared/domain/duration.ts'
import type { Sector } from '../../shared/domain/sectors.ts'
import { tend, tendingIn } from '../../tools/simulation/tending.ts'
import { World } from '../../tools/simulation/world.ts'
import { doneWithAll, turnCircles } from '../support/circles.ts'
import { formPost } from '../support/http-event.ts'
import { mailedLink, tokenOf, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
/** One person, who reads all that comes to these. */
const spellings = [
  'mal.lory@gmail.com',
  'mallory+1@gmail.com',
  'm.a.l.l.o.r.y@googlemail.com',
  'Mallory+x@gmail.com',
]
const honest = ['ann', 'ben', 'cat', 'dan', 'eve', 'fay'].map(name => `${name}@example.org`)
const sectors: readonly Sector[] = ['nhs-hospital', 'ambulance', 'social-care', 'student']

/** Everybody joins the round, and it is dealt. */
async function dealt(world: World): Promise<string[][]> {
  await world.publish()
  await turnCircles(world, true, 4)
  const send = website(world)
  const emails = [...spellings, ...honest]
  const ids = new Map<string, string>()
  for (const [place, email] of emails.entries()) {
    await doneWithAll(world, email, { sector: sectors[place % sectors.length] })
    ids.set((await world.person(email)).learner.id, email)
    const t = tokenOf(mailedLink(world, email, 'preferencesUrl'))
    const form = { t, action: 'join', name: 'Sam', work: 'studying', adult: 'yes' }
    expect((await send(formPost('/rounds/sample', form))).status).toBe(303)
  }
  await world.passTo(Date.parse('2026-11-30T00:00:00Z') + hour)
  await tend(world)
  const { proposals } = tendingIn(world)
  const found = await Promise.all([0, 1, 2].map(place => proposals.find(`sample.2026-11-29.${place}`)))
  return found.flatMap(one => (one ? [one.state.invited.map(({ id }) => ids.get(id) ?? '')] : []))
}

it('whoever joins a round by many spellings of one mailbox meets others, and never themselves', async () => {
  const groups = await dealt(new World(monday))
  expect(groups.flat()).toEqual(expect.arrayContaining(honest))
  for (const group of groups)
    expect(group.filter(email => spellings.includes(email)).length).toBeLessThanOrEqual(1)
})
