import { describe, expect, it } from 'vitest'
import { linkSigner, parseKeyRing } from '../../shared/adapters/links.ts'
import { minute } from '../../shared/domain/duration.ts'
import { World } from '../../tools/simulation/world.ts'
import { operatorContext } from '../support/operator-context.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const changing = ['--yes', '--reason', 'a test']
const link = { purpose: 'unsubscribe', learnerId: 'a'.repeat(24), epoch: '00000000' } as const

/** The secret, with everything that it ever held and when. */
function keysIn(world: World, text = JSON.stringify({ current: '1', 1: 'the-first-of-the-keys' })) {
  const versions = [{ text, changedAt: world.clock.now() }]
  const latest = () => versions.at(-1) ?? { text, changedAt: 0 }
  let count = 1
  const linkKeys = {
    read: async () => latest(),
    replace: async (next: string) => void versions.push({ text: next, changedAt: world.clock.now() }),
    generate: () => {
      count += 1
      return `a-generated-key-number-${count}`
    },
  }
  return {
    versions,
    context: operatorContext(world, { linkKeys }),
    signer: () => linkSigner(parseKeyRing(latest().text)),
  }
}

describe('operator keys rotate', () => {
  it('lets a new key sign, and honours the old one', async () => {
    const { context, signer } = keysIn(new World(monday))
    const before = signer().token(link)
    const { code, json } = await context.run(['keys', 'rotate', ...changing, '--json'])
    expect([code, json()]).toEqual([0, { current: '2', keys: 2, outcome: 'rotated' }])
    expect(signer().token(link)).toMatch(/^1\.2\./)
    expect(signer().open(before, ['unsubscribe'], monday)).toEqual({ is: 'good', link })
  })

  it('lets no key sign before every function has had time to know it', async () => {
    const world = new World(monday)
    const { context, versions } = keysIn(world)
    await context.run(['keys', 'rotate', ...changing])
    const [, added, current] = versions
    expect(parseKeyRing(added?.text ?? '').current).toBe('1')
    expect(parseKeyRing(current?.text ?? '').current).toBe('2')
    expect((current?.changedAt ?? 0) - (added?.changedAt ?? 0)).toBeGreaterThan(5 * minute)
  })

  it('goes on where it was stopped, with the same key', async () => {
    const world = new World(monday)
    const { context, versions, signer } = keysIn(world)
    const onInterrupt = (stop: () => void) => {
      void world.clock.until(world.clock.now() + minute).then(stop)
      return () => {}
    }
    const stopped = await context.run(['keys', 'rotate', ...changing], { onInterrupt })
    expect(stopped.code).toBe(1)
    expect(stopped.stdout).toContain('key 1 still does')
    world.clock.setTo(world.clock.now() + 10 * minute)
    const resumed = world.clock.now()
    expect((await context.run(['keys', 'rotate', ...changing])).code).toBe(0)
    expect(world.clock.now() - resumed).toBeLessThan(minute)
    expect(versions).toHaveLength(3)
    expect(signer().token(link)).toMatch(/^1\.2\./)
  })

  it('keeps no key in the audit trail or on the screen', async () => {
    const { context } = keysIn(new World(monday))
    const { stdout, stderr } = await context.run(['keys', 'rotate', ...changing])
    const audit = await context.run(['audit', '--json'])
    for (const text of [stdout, stderr, audit.stdout]) expect(text).not.toMatch(/generated|the-first/)
    expect(audit.json()).toMatchObject([{ what: 'keys rotate', result: { current: '2', keys: 2 } }])
  })

  it('changes nothing without a reason or a yes', async () => {
    const { context, versions } = keysIn(new World(monday))
    expect((await context.run(['keys', 'rotate', '--yes'])).code).toBe(2)
    expect((await context.run(['keys', 'rotate', '--reason', 'x'])).code).toBe(2)
    expect(versions).toHaveLength(1)
  })
})
