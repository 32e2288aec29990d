import { beforeEach, expect, it } from 'vitest'
import { writeProposals } from '../../shared/application/circles/act.ts'
import { propose } from '../../shared/domain/circles/proposal.ts'
import { enGroups } from '../../shared/texts/en-groups.ts'
import { CircleLife, closesAt, six } from '../support/circle-life.ts'
import { formPost } from '../support/http-event.ts'
import { browsing, mailedLink, tokenOf, website } from '../support/website.ts'

const [ann = '', ...others] = six.map(({ email }) => email)
const { proposal, circle } = enGroups

let life: CircleLife

beforeEach(async () => {
  life = await new CircleLife().begins()
  await life.pass(1)
})

const link = (email: string) => mailedLink(life.world, email, 'circleUrl')
const press = async (email: string, action: string, fields: Record<string, string> = {}) => {
  const form = { t: tokenOf(link(email)), action, ...fields }
  return (await browsing(website(life.world))(formPost('/circles', form))).body
}
/** What whoever was forwarded the email finds behind its button. */
const forwarded = async () => (await website(life.world)({ url: link(ann) })).body

it('what somebody said to a group is shown to them at once, and not to whom they forward the email', async () => {
  const before = await forwarded()
  expect(before).toContain(proposal.hidden)
  for (const says of ['yes', 'no'] as const) {
    expect(await press(ann, says)).toContain(proposal.said[says])
    expect(await forwarded()).toBe(before)
  }
})

it('nor is whether it was worth meeting, and with whom they do not want to be again', async () => {
  for (const email of [ann, ...others]) await press(email, 'yes')
  await life.pass(2)
  const before = await forwarded()
  expect(await press(ann, 'met', { worth: 'no' })).toContain('checked')
  expect(await forwarded()).toBe(before)
  const members = (await life.circle())?.members ?? []
  for (const [place, { id }] of members.entries())
    if (id !== life.id(ann)) await press(ann, 'apart', { with: String(place) })
  expect(await forwarded()).toBe(before)
  const ben = String(members.findIndex(({ id }) => id === life.id(others[0] ?? '')))
  expect(await press(ann, 'apart', { with: ben })).toContain(circle.apart.is('Ben'))
})

it('and a press that changes nothing does not tell it to them either', async () => {
  for (const email of [ann, ...others]) await press(email, 'yes')
  await life.pass(2)
  const members = (await life.circle())?.members ?? []
  const placeOf = (email = '') => String(members.findIndex(({ id }) => id === life.id(email)))
  const [ben = '', cat = ''] = others.filter(email => placeOf(email) !== '-1')
  const presses = async () => [
    await press(ann, 'met'),
    await press(ann, 'together', { with: placeOf(cat) }),
    await press(ann, 'apart', { with: placeOf(cat) }),
  ]
  await press(ann, 'met')
  const before = await presses()
  await press(ann, 'together', { with: placeOf(cat) })
  await press(ann, 'met', { worth: 'no' })
  await press(ann, 'apart', { with: placeOf(ben) })
  expect(await presses()).toEqual(before)
})

it('nor by what was pressed in another group of theirs', async () => {
  const groups = ['sample.2026-11-29.0', 'sample.2026-11-29.1'] as const
  const invited = six.map(({ email, sector }) => ({ id: life.id(email), sector }))
  await writeProposals(life.deps(), [propose(groups[1], invited, closesAt)])
  const { id: learnerId, epoch } = (await life.world.person(ann)).learner
  const tokenFor = (group: string) =>
    life.world.deps.links.token({ purpose: 'circle', learnerId, epoch, group })
  const send = website(life.world)
  const [t, other] = groups.map(tokenFor) as [string, string]
  await send(formPost('/circles', { t: other, action: 'yes' }))
  const pressed = await send(formPost('/circles', { t, action: 'yes' }))
  const n = new URLSearchParams(String(pressed.headers['Location']).split('?')[1]).get('n') ?? ''
  const { body } = await send({ url: `/circles?t=${other}` })
  expect(body).toContain(proposal.hidden)
  expect((await send({ url: `/circles?t=${other}&n=${n}` })).body).toBe(body)
})
