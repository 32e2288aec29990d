import { expect, test } from 'vitest'
import { GaveUpRest, inParallel } from '../../shared/application/circles/in-parallel.ts'
import { problemOf } from '../../tools/operator/aws/aws-problem.ts'

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i)

/** Works on so many, of which those fail for which it says so. @returns what was tried, and what was thrown. */
async function attempt(count: number, fails: (one: number) => boolean) {
  const tried: number[] = []
  const ended = await inParallel(numbers(count), async one => {
    tried.push(one)
    if (fails(one)) throw new Error(`${one} failed.`)
  }).catch((error: unknown) => error)
  return { tried: tried.length, ended }
}

test('one that fails holds up no other, and is thrown as it is', async () => {
  const { tried, ended } = await attempt(60, one => one === 7)
  expect(tried).toBe(60)
  expect(ended).toEqual(new Error('7 failed.'))
})

test('where all fail the rest is left, and that is said, with how many and why', async () => {
  const { tried, ended } = await attempt(1000, () => true)
  expect(tried).toBe(25)
  expect(ended).toBeInstanceOf(GaveUpRest)
  expect((ended as Error).message).toBe(
    '25 of 25 failed, so that the other 975 were not tried: it is probably the same for all. The first: 0 failed.',
  )
  expect((ended as Error).cause).toEqual(new Error('0 failed.'))
})

test('where all have been tried, nothing is said of a rest', async () => {
  expect((await attempt(25, () => true)).ended).toEqual(new Error('0 failed.'))
})

test('an operator is told both: that the rest was left, and what AWS said', () => {
  const cause = Object.assign(new Error('slow down'), { name: 'ThrottlingException', $metadata: {} })
  expect(problemOf(new GaveUpRest(25, 50, 10, cause))).toMatchObject({
    message:
      '25 of 50 failed, so that the other 10 were not tried: it is probably the same for all. AWS refused: ThrottlingException: slow down',
    exitCode: 3,
  })
  expect(problemOf(new GaveUpRest(25, 50, 10, new Error('a bug')))).toBeUndefined()
})
