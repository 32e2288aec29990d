import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { BusEvent, busTypes, CompletionReported } from '../../shared/contracts/bus.ts'
import { carriedBy, eventsPage } from '../../tools/docs/events-page.ts'

const committed = readFileSync(join(import.meta.dirname, '../../docs/events.md'), 'utf8')
const samples = [...committed.matchAll(/```json\n([\s\S]*?)\n```/g)].map(([, text]) => JSON.parse(text ?? ''))

describe('the page about the events', () => {
  test('is what the schemas say: run `node tools/docs/events.ts` if this fails', () => {
    expect(committed).toBe(eventsPage())
  })

  test('names every event that goes onto the bus, and what each carries', () => {
    for (const type of busTypes) expect(committed).toContain(`| \`${type}\` |`)
    expect(carriedBy('ModuleCompleted')).toEqual([
      { field: 'journeyId', values: [] },
      { field: 'moduleId', values: [] },
      { field: 'via', values: ['page', 'platform'] },
    ])
    expect(carriedBy('LearnerErased')).toEqual([])
  })

  test('shows an event, a report and a call that are what they should be', () => {
    const [event, report, put] = samples
    expect(BusEvent.parse(event)).toEqual(event)
    expect(CompletionReported.parse(report)).toEqual(report)
    const [entry] = z.array(z.object({ Detail: z.string(), DetailType: z.string() })).parse(put)
    expect(CompletionReported.parse(JSON.parse(entry?.Detail ?? ''))).toEqual(report)
  })
})
