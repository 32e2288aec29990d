import { expect, test } from 'vitest'
import { patientReader } from '../../tools/local/sources/patient-reader.ts'

test('a reader rests three times as long as its last read took, even one that failed', async () => {
  let now = 0
  const rests: number[] = []
  const takes = [10, 20, 30]
  const read = async () => {
    const took = takes.shift() ?? 0
    now += took
    if (took === 20) throw new Error('The emulator is away.')
    return []
  }
  const rest = async (milliseconds: number) => {
    rests.push(milliseconds)
    now += milliseconds
  }
  const reader = patientReader({ read }, () => now, rest)
  await reader.read()
  await expect(reader.read()).rejects.toThrow('away')
  await reader.read()
  expect(rests).toEqual([30, 60, 90])
})

test('a reader does not read before it has rested', async () => {
  let wake = () => {}
  let reads = 0
  const read = async () => {
    reads += 1
    return []
  }
  const rest = () => new Promise<void>(resolve => (wake = resolve))
  const reader = patientReader({ read }, () => 0, rest)
  await reader.read()
  const second = reader.read()
  await Promise.resolve()
  expect(reads).toBe(1)
  wake()
  await second
  expect(reads).toBe(2)
})
