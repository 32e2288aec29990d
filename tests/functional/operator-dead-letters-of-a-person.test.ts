import { describe, expect, it } from 'vitest'
import { World } from '../../tools/simulation/world.ts'
import { FakeDeadLetters } from '../support/fake-dead-letters.ts'
import { visitConsole } from '../support/operator-console.ts'
import { operatorContext } from '../support/operator-context.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const [jo, sam] = ['jo@example.org', 'sam@example.org']

const failedAt = (requestPayload: unknown, errorMessage = 'The table does not answer.') => ({
  requestContext: { condition: 'RetriesExhausted' },
  requestPayload,
  responsePayload: { errorType: 'Error', errorMessage },
})

/** Two people, and a letter of each kind about the first of them. */
async function lettersAboutJo() {
  const world = new World(monday)
  await world.publish()
  for (const email of [jo, sam]) await world.learner(email)
  const { learner } = await world.person(jo)
  const deadLetters = new FakeDeadLetters(world.clock)
  const detail = { learnerId: learner.id, at: '2026-11-23T09:00:00Z' }
  deadLetters.add(
    'start-journey',
    failedAt({ source: 'shiftworks', 'detail-type': 'SignUpConfirmed', detail }),
  )
  const tags = { 'email-id': [`${learner.id}_aaaaaaaa_module_0_sample_one`] }
  deadLetters.add('ses-feedback', { source: 'aws.ses', detail: { mail: { destination: [jo], tags } } })
  const record = { sequenceNumber: '1', newImage: { pk: { S: `L#${learner.id}` }, email: { S: jo } } }
  deadLetters.add('publish-events', { shard: 's', record, reason: 'It is too large for the bus.' })
  const { id } = (await world.person(sam)).learner
  deadLetters.add('start-journey', failedAt({ detail: { learnerId: id } }, 'No such journey.'))
  return { world, deadLetters, learner, context: operatorContext(world, { deadLetters }) }
}

const functions = ['start-journey', 'ses-feedback', 'publish-events'] as const

describe('the dead letters about a person', () => {
  it('stand in their story, each with its cause and the command that shows it', async () => {
    const { context, deadLetters } = await lettersAboutJo()
    const { stdout, code } = await context.run(['learner', jo])
    const [, told = ''] = stdout.split('What could not be taken in about them\n')
    const [letters = ''] = told.split('\nWhat happened')
    expect(code).toBe(0)
    for (const name of functions)
      expect(letters).toContain(`1 dead letter of ${name}, since Mon 23 Nov 2026 09:`)
    expect(letters).toContain('The table does not answer.')
    expect(letters).not.toMatch(/No such journey|@example/)
    for (const [, line = ''] of letters.matchAll(/npm run operator -- (dead-letters show .*) --local/g))
      expect((await context.run(line.split(' '))).stdout).toContain('1 letter, the oldest')
    for (const name of functions) expect(deadLetters.visible(name)).toBeGreaterThan(0)
  })

  it('are looked for from their page of the console, by a button', async () => {
    const { world, deadLetters, learner } = await lettersAboutJo()
    const visit = await visitConsole(world, { deadLetters })
    expect((await visit.get(`/learner/${learner.id}`)).page).toContain('4 dead letters of anybody wait.')
    const found = async (id: string) => visit.ended(await visit.press(`/learner/${id}/dead-letters`))
    const letters = await found(learner.id)
    for (const name of functions) expect(letters).toContain(`1 dead letter of ${name}, since`)
    expect(letters).not.toMatch(/No such journey|@example/)
    const { id } = (await world.person(sam)).learner
    const other = await found(id)
    expect(other).toContain('No such journey.')
    expect(other).not.toContain('The table does not answer.')
    deadLetters.kept = deadLetters.kept.filter(({ body }) => !body.includes(learner.id))
    expect(await found(learner.id)).toContain('No dead letter is about them.')
    await visit.close()
  })

  it('are not in what is written for the person', async () => {
    const { world, deadLetters, learner } = await lettersAboutJo()
    const visit = await visitConsole(world, { deadLetters })
    expect((await visit.get(`/learner/${learner.id}/export.html`)).page).not.toContain('dead letter')
    await visit.close()
  })

  it('are no part of a story where there are none', async () => {
    const { world } = await lettersAboutJo()
    expect((await operatorContext(world).run(['learner', jo])).stdout).not.toContain('taken in')
  })

  it('are looked for among the first thousand of a function, which is said', async () => {
    const { deadLetters, context } = await lettersAboutJo()
    for (let i = 0; i < 1001; i += 1) deadLetters.add('deliver-due', failedAt({ i }))
    const { stdout } = await context.run(['learner', jo])
    expect(stdout).toContain(
      'deliver-due has more than 1,000 dead letters: whether one of the others is about',
    )
  })
})
