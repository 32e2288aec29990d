import { beforeEach, expect, it } from 'vitest'
import { enGroups } from '../../shared/texts/en-groups.ts'
import { CircleLife, six } from '../support/circle-life.ts'
import { formPost } from '../support/http-event.ts'
import { operatorContext } from '../support/operator-context.ts'
import { browsing, mailedLink, stored, tokenOf, website } from '../support/website.ts'

const [ann, ben] = six.map(({ email }) => email) as [string, string]
const { gone, circle } = enGroups

let life: CircleLife
/** To the circle, as it lies in everybody's introduction. */
const links = new Map<string, string>()

beforeEach(async () => {
  life = await new CircleLife().begins()
  await life.pass(1)
  for (const { email } of six) await life.says(email, 'Agree')
  await life.pass(2)
  for (const { email } of six) links.set(email, mailedLink(life.world, email, 'circleUrl'))
})

const send = () => browsing(website(life.world))
const press = async (email: string, action: string) =>
  (await send()(formPost('/circles', { t: tokenOf(links.get(email) ?? ''), action }))).body
const operator = (...args: string[]) =>
  operatorContext(life.world).run([...args, '--reason', 'pesters people', '--yes'])

it('whoever an operator removed keeps the others from no letter by reporting their circle again and again', async () => {
  await press(ann, 'report')
  expect((await operator('circles', 'remove', ann)).code).toBe(0)
  expect((await operator('circles', 'settle', 'sample.2026-11-29.0.0')).code).toBe(0)
  const before = stored(life.world)
  for (const action of ['report', 'met', 'leave', 'pass-on', 'yes'])
    expect(await press(ann, action)).toContain(gone.title)
  expect(stored(life.world)).toBe(before)
  expect((await life.circle())?.reportedAt).toBeUndefined()
  await press(ben, 'report')
  expect((await life.circle())?.reportedAt).toBeDefined()
})

it('and is shown nobody of it; nor do they report it once they have left the journey', async () => {
  expect((await operator('circles', 'remove', ann)).code).toBe(0)
  const { body } = await website(life.world)({ url: links.get(ann) ?? '' })
  expect(body).toContain(gone.title)
  for (const words of ['Ben', circle.left.title, circle.report.button]) expect(body).not.toContain(words)
  await life.world.execute(ann, { type: 'LeaveJourney', journeyId: 'sample' })
  await press(ann, 'report')
  expect((await life.circle())?.reportedAt).toBeUndefined()
})

it('whoever is let back may report what they were in', async () => {
  for (const verb of ['remove', 'readmit']) expect((await operator('circles', verb, ann)).code).toBe(0)
  expect(await press(ann, 'report')).toContain(enGroups.saved['circle-reported'])
  expect((await life.circle())?.reportedAt).toBeDefined()
})
