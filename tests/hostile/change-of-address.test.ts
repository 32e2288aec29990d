import { beforeEach, describe, expect, it } from 'vitest'
import { minute } from '../../shared/domain/duration.ts'
import { en } from '../../shared/texts/en.ts'
import { enAccount } from '../../shared/texts/en-account.ts'
import { World } from '../../tools/simulation/world.ts'
import { pause, resume } from '../support/holds.ts'
import { formPost } from '../support/http-event.ts'
import { addressPost, browsing, mailedLink, stored, tokenOf, website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const [old, next, third] = ['sam@old.example', 'sam@new.example', 'sam@third.example']
const texts = en.pages

let world: World
let send: ReturnType<typeof website>

beforeEach(async () => {
  world = new World(monday)
  await world.publish()
  send = browsing(website(world))
  await world.learner(old)
})

const press = (link: string, fields: Record<string, string> = {}) =>
  send(formPost(link.split('?')[0] ?? '', { t: tokenOf(link), ...fields }))

async function privateLinkOf(email: string): Promise<string> {
  const link = mailedLink(world, email, 'preferencesUrl')
  await press(link, { action: 'private-link' })
  await world.settle()
  return mailedLink(world, email, 'privateUrl')
}

/** Asks for another address, and presses the button that is mailed to it. */
async function move(from: string, to: string) {
  await send(addressPost(await privateLinkOf(from), to))
  await world.settle()
  const confirmation = mailedLink(world, to, 'confirmUrl')
  const answer = await press(confirmation)
  await world.settle()
  return { answer, confirmation }
}

/** Gets a module, whose email has a link to the preferences. */
async function readOn(module: string, email: string) {
  await world.done(email, module)
  await world.pass(3)
}

const leadsTo = (email: string) => world.deps.learners.idOf(world.addresses.ofEmail(email))
const undoLink = () => mailedLink(world, old, 'undoUrl')

describe('the old address', () => {
  it('is told at once, by an account email that opens nothing but the way back', async () => {
    await move(old, next)
    const accountEmail = world.inbox(old).at(-1)
    expect(accountEmail?.kind).toBe('address-changed')
    expect(accountEmail?.headers).toEqual([])
    expect(Object.keys(accountEmail?.data ?? {})).toEqual(['undoUrl'])
    expect((await send({ url: undoLink() })).body).toContain(enAccount.undoAddress.button)
    expect((await world.person(next)).details.email).toBe(next)
  })

  it('is kept for seven days from then, belongs to nobody else meanwhile, and goes', async () => {
    await move(old, next)
    const { id } = (await world.person(next)).learner
    expect(await leadsTo(old)).toBe(id)
    await world.pass(6.9)
    expect(stored(world)).toContain(old)
    await world.pass(0.2)
    expect(stored(world)).not.toContain(old)
    expect(await leadsTo(old)).toBeUndefined()
    expect(await leadsTo(next)).toBe(id)
    expect((await press(undoLink())).status).toBe(410)
  })

  it('signs nobody up meanwhile, and nothing of it reaches the new one', async () => {
    await move(old, next)
    const emails = world.inbox(next).length
    await world.signUp(old)
    await world.pass(0.5)
    expect((await world.person(next)).details.email).toBe(next)
    expect(world.inbox(next)).toHaveLength(emails)
    await world.pass(7)
    await world.signUp(old)
    await world.settle()
    expect(world.inbox(old).at(-1)?.kind).toBe('confirm')
  })

  it('goes with whoever erases themselves, at once', async () => {
    await move(old, next)
    await readOn('one', next)
    await press(await privateLinkOf(next), { action: 'erase', confirm: 'yes' })
    expect(stored(world)).not.toMatch(/sam@/)
    expect([await leadsTo(old), await leadsTo(next)]).toEqual([undefined, undefined])
    const late = await press(undoLink())
    expect(late.body).toContain(texts.link['not-undone'].title)
  })

  it('is told for seven days, however late the account email goes out', async () => {
    await send(addressPost(await privateLinkOf(old), next))
    await world.settle()
    await pause(world, 'delivery')
    await press(mailedLink(world, next, 'confirmUrl'))
    await world.settle()
    await world.pass(5)
    await resume(world, 'delivery')
    await world.pass(6)
    expect((await press(undoLink())).body).toContain(enAccount.addressUndone.title)
    expect((await world.person(old)).details).toEqual({ email: old, addressHash: expect.any(String) })
  })

  it('that takes no email any more is not told, nor kept', async () => {
    await send(addressPost(await privateLinkOf(old), next))
    await world.settle()
    await world.execute(old, { type: 'RecordBounce', lasting: true, code: 'permanent.general' })
    await press(mailedLink(world, next, 'confirmUrl'))
    await world.pass(1)
    expect(world.inbox(old).map(({ kind }) => kind)).not.toContain('address-changed')
    expect(stored(world)).not.toContain(old)
  })
})

describe('undoing', () => {
  it('brings the old address back, and shuts out links that went to the new one', async () => {
    const before = mailedLink(world, old, 'preferencesUrl')
    await move(old, next)
    await readOn('one', next)
    const stolen = await privateLinkOf(next)
    const undone = await press(undoLink())
    expect(undone.body).toContain(enAccount.addressUndone.title)
    expect((await press(undoLink())).body).toContain(enAccount.addressUndone.title)
    const { details, learner } = await world.person(old)
    expect(details).toEqual({ email: old, addressHash: world.addresses.ofEmail(old) })
    expect(learner.enrolments['sample']?.done).toEqual(['one'])
    expect(await leadsTo(next)).toBeUndefined()
    expect((await press(stolen, { action: 'erase', confirm: 'yes' })).body).toContain(
      enAccount.erased['link-outdated'].title,
    )
    expect((await send({ url: mailedLink(world, next, 'preferencesUrl') })).status).toBe(410)
    expect((await send({ url: before })).status).toBe(200)
  })

  it('reaches back over a further change', async () => {
    await move(old, next)
    await readOn('one', next)
    await move(next, third)
    expect(world.inbox(next).at(-1)?.kind).toBe('address-changed')
    expect((await press(undoLink())).body).toContain(enAccount.addressUndone.title)
    expect((await world.person(old)).details.email).toBe(old)
    expect([await leadsTo(next), await leadsTo(third)]).toEqual([undefined, undefined])
    expect((await press(mailedLink(world, next, 'undoUrl'))).body).toContain(texts.link['not-undone'].title)
  })

  it('does nothing by GET, nor through another link', async () => {
    await move(old, next)
    const before = stored(world)
    await send({ url: undoLink() })
    await press(undoLink(), { action: 'erase', confirm: 'yes' }).catch(() => undefined)
    expect((await world.person(old)).details.email).toBe(old)
    expect(before).toContain(next)
  })
})

describe('links that were mailed to the old address', () => {
  it('open nothing private any more, whatever is pressed', async () => {
    const preferences = mailedLink(world, old, 'preferencesUrl')
    await move(old, next)
    const late = mailedLink(world, old, 'privateUrl')
    const before = stored(world)
    for (const link of [preferences, late]) {
      const page = await send({ url: link })
      expect([page.status, page.body]).toEqual([410, expect.stringContaining(texts.link.moved.title)])
      for (const fields of [
        { action: 'times', pace: 'slower' },
        { action: 'pause', journey: 'sample' },
        { action: 'private-link' },
        { action: 'leave' },
        { action: 'download' },
        { action: 'erase', confirm: 'yes' },
      ])
        expect((await press(link, fields)).status).toBe(410)
    }
    expect((await send(addressPost(late, third))).status).toBe(410)
    expect(stored(world)).toBe(before)
  })

  it('still mark a module as done, and unsubscribe', async () => {
    const module = mailedLink(world, old, 'readUrl')
    const unsubscribe = mailedLink(world, old, 'unsubscribeUrl')
    await move(old, next)
    const done = await press(module, { action: 'done' })
    expect(done.body).toContain(texts.module.done)
    const [, onward = ''] = /href="(\/my-journey\?t=[^"]+)"/.exec(done.body) ?? []
    expect((await send({ url: onward })).status).toBe(410)
    await press(unsubscribe)
    expect((await world.person(next)).learner.status).toBe('left')
  })
})

describe('a request', () => {
  it('that a newer one replaced says so, and changes nothing', async () => {
    const link = await privateLinkOf(old)
    await send(addressPost(link, next))
    await world.settle()
    const first = mailedLink(world, next, 'confirmUrl')
    await send(addressPost(link, third))
    await world.settle()
    const replaced = await press(first)
    expect([replaced.status, replaced.body]).toEqual([
      410,
      expect.stringContaining(texts.link.withdrawn.title),
    ])
    expect((await world.person(old)).details.email).toBe(old)
    expect((await press(mailedLink(world, third, 'confirmUrl'))).body).toContain(
      enAccount.addressConfirmed.title,
    )
    const late = await press(first)
    expect(late.body).toContain(texts.link.withdrawn.title)
    expect(late.body).not.toContain(enAccount.addressConfirmed.title)
    expect((await world.person(third)).details.email).toBe(third)
  })

  it('tells nobody by its old link whether the address of a newer one belongs to somebody', async () => {
    await world.learner('known@third.example')
    const link = await privateLinkOf(old)
    await send(addressPost(link, next))
    await world.settle()
    const mine = mailedLink(world, next, 'confirmUrl')
    const answers: unknown[] = []
    for (const typed of ['known@third.example', 'stran@third.example']) {
      await send(addressPost(link, typed))
      await world.settle()
      const { status, body } = await press(mine)
      answers.push({ status, body })
    }
    expect(answers[0]).toMatchObject({
      status: 410,
      body: expect.stringContaining(texts.link.withdrawn.title),
    })
    expect(answers[0]).toEqual(answers[1])
  })
})

describe('a private link', () => {
  it('is good for thirty minutes from its sending, however long it waited', async () => {
    await pause(world, 'delivery')
    await press(mailedLink(world, old, 'preferencesUrl'), { action: 'private-link' })
    await world.settle()
    await world.passTo(world.clock.now() + 50 * minute)
    await resume(world, 'delivery')
    await world.passTo(world.clock.now() + 2 * minute)
    const link = mailedLink(world, old, 'privateUrl')
    await world.passTo(world.clock.now() + 27 * minute)
    expect((await send({ url: link })).status).toBe(200)
    await world.passTo(world.clock.now() + 4 * minute)
    expect((await send({ url: link })).status).toBe(410)
  })

  it('erases once: whoever signs up anew is beyond its reach', async () => {
    const link = await privateLinkOf(old)
    expect((await press(link, { action: 'erase', confirm: 'yes' })).body).toContain(
      enAccount.erased.done.title,
    )
    await world.learner(old)
    const again = await press(link, { action: 'erase', confirm: 'yes' })
    expect(again.body).toContain(enAccount.erased['done-before'].title)
    expect((await world.person(old)).learner.status).toBe('active')
  })
})
