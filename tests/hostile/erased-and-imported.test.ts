import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mailboxOf } from '../../shared/contracts/email-address.ts'
import { minute } from '../../shared/domain/duration.ts'
import { enAccount } from '../../shared/texts/en-account.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { operatorContext } from '../support/operator-context.ts'
import { archivedFrom, backupOf, restore } from '../support/restored.ts'
import { browsing, mailedLink, tokenOf, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam.lee@gmail.com'
const changing = ['--yes', '--reason', 'asked by email']

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'erased-and-imported-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function aLearner() {
  const world = new World(monday)
  await world.publish()
  await world.learner(sam)
  return { world, context: operatorContext(world) }
}

async function imports(context: ReturnType<typeof operatorContext>, ...emails: string[]) {
  const path = join(folder, `${emails.join('-').replaceAll(/\W/g, '')}-${Math.random()}.csv`)
  const lines = emails.map(email => `${email},form-2,2025-05-31,paper form`)
  await writeFile(path, `${['email,consent_wording,consent_at,consent_how', ...lines].join('\n')}\n`)
  const { json, stdout } = await context.run(['import', path, '--journey', 'sample', ...changing, '--json'])
  expect(stdout).not.toContain(sam)
  return (json() as { outcomes: Record<string, number> }).outcomes
}

async function eraseByThemselves(world: World) {
  const send = browsing(website(world))
  const press = (link: string, fields: Record<string, string>) =>
    send(formPost('/preferences', { t: tokenOf(link), ...fields }))
  await press(mailedLink(world, sam, 'preferencesUrl'), { action: 'private-link' })
  await world.settle()
  const answer = await press(mailedLink(world, sam, 'privateUrl'), { action: 'erase', confirm: 'yes' })
  expect(answer.body).toContain(enAccount.erased.done.title)
  await world.settle()
}

describe('somebody who was erased', () => {
  it.each([sam, 'Sam.Lee@Gmail.com', 'samlee@gmail.com', 's.amlee+nhs@googlemail.com'])(
    'stays out of an import that has them as %s',
    async spelling => {
      const { world, context } = await aLearner()
      await eraseByThemselves(world)
      expect(await imports(context, spelling)).toMatchObject({ imported: 0, 'stays-out': 1 })
      expect(await world.find(sam)).toBeUndefined()
      const emails = world.ses.delivered.length
      await world.pass(30)
      expect(world.ses.delivered).toHaveLength(emails)
    },
  )

  it('by an operator stays out, too, with every address that was theirs', async () => {
    const { world, context } = await aLearner()
    await context.run(['learner', sam, '--erase', ...changing])
    expect(await imports(context, sam, 'other@example.org')).toMatchObject({ imported: 1, 'stays-out': 1 })
    expect(await world.find(sam)).toBeUndefined()
  })

  it('leaves a keyed hash and a time, and nothing else', async () => {
    const { world } = await aLearner()
    await eraseByThemselves(world)
    const kept = [...world.table.rows.values()].filter(({ sk }) => sk === 'erased')
    expect(kept).toHaveLength(2)
    for (const row of kept) expect(Object.keys(row).toSorted()).toEqual(['at', 'pk', 'sk'])
    expect(JSON.stringify([...world.table.rows])).not.toMatch(/sam\.?lee|gmail/)
  })

  it('can sign up again, and then an import finds them as anybody', async () => {
    const { world, context } = await aLearner()
    await eraseByThemselves(world)
    await world.signUp(sam)
    expect(await imports(context, sam)).toMatchObject({ imported: 0, 'stays-out': 1 })
    await world.settle()
    await world.learner(sam)
    expect((await world.person(sam)).learner.status).toBe('active')
    expect(await imports(context, sam, 'other@example.org')).toMatchObject({
      imported: 1,
      'already-in-it': 1,
    })
  })

  it('stays out after a restore to a moment before it', async () => {
    const { world } = await aLearner()
    await world.settle()
    const backup = await backupOf(world)
    const from = world.clock.now()
    world.clock.setTo(from + minute)
    await eraseByThemselves(world)
    await world.pass(0.5)
    const restored = await restore(backup, world)
    const context = operatorContext(restored, { gapEvents: archivedFrom(world) })
    await context.run(['reconcile', '--after-restore', new Date(from).toISOString(), ...changing, '--json'])
    expect(await restored.find(sam)).toBeUndefined()
    expect(await imports(context, 'samlee@gmail.com')).toMatchObject({ imported: 0, 'stays-out': 1 })
  })
})

describe('one spelling of a mailbox', () => {
  it.each([
    ['sam.lee+nhs@gmail.com', 'samlee@gmail.com'],
    ['s.a.m@googlemail.com', 'sam@gmail.com'],
    ['sam.lee+nhs@example.org', 'sam.lee@example.org'],
    ['sam.lee@example.org', 'sam.lee@example.org'],
  ])('of %s is %s', (address, mailbox) => {
    expect(mailboxOf(address)).toBe(mailbox)
  })
})
