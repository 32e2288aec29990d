import { beforeEach, expect, it } from 'vitest'
import { enMirror } from '../../shared/texts/en-mirror.ts'
import { sampleJourney, sampleModule } from '../../tools/simulation/sample-journey.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { aQuestion } from '../support/small-journey.ts'
import { mailedLink, tokenOf, website } from '../support/website.ts'

const sam = 'sam@example.org'
const question = aQuestion()

let world: World
let send: ReturnType<typeof website>
let forwarded: string

beforeEach(async () => {
  world = new World(Date.parse('2026-11-23T09:00:00Z'))
  const modules = [sampleModule('one', { after: { days: 0 }, question }), sampleModule('two')]
  await world.publish(sampleJourney('sample', modules))
  send = website(world)
  await world.learner(sam, { sector: 'student' })
  forwarded = mailedLink(world, sam, 'readUrl')
})

const press = (fields: Record<string, string>) => {
  const form = { t: tokenOf(forwarded), action: 'done', question: question.version, ...fields }
  return send(formPost(forwarded.split('?')[0] ?? '', form))
}

/** What in a page depends on somebody's answer: the sentence that says it, and the option that is chosen. */
const tells = (body: string): boolean =>
  body.includes(enMirror.answers.you(question.options[1] ?? '')) || /\bchecked\b/.test(body)

it('what somebody answered is shown to them at once, and not to whom they forward the email', async () => {
  const own = (await press({ answer: '1' })).body
  expect(tells(own)).toBe(true)
  for (const { status, body } of [await send({ url: forwarded }), await press({})]) {
    expect(status).toBe(200)
    expect(tells(body)).toBe(false)
    expect(body).toContain(enMirror.answers.kept)
  }
})

it('nobody finds it out by trying all answers once no more may be changed', async () => {
  await press({ answer: '1' })
  for (let i = 0; i < 20; i += 1) await press({ answer: String(i % 2) })
  const statuses = await Promise.all(['0', '1'].map(async answer => (await press({ answer })).status))
  expect(statuses).toEqual([429, 429])
})
