import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rulesThatMayStart } from '../../shared/contracts/reactions.ts'
import {
  type DomainEvent,
  definitionOf,
  eventDefinitions,
  eventTypes,
  isPublished,
  isStateOnly,
} from '../../shared/domain/domain-event.ts'
import { evolve } from '../../shared/domain/evolve.ts'
import { newLearner } from '../../shared/domain/learner.ts'
import { addToHistory, parseHistory, saidIn } from '../../shared/store/history.ts'
import { entryFields } from '../../shared/store/history-entry.ts'
import { packHistory, unpackHistory } from '../../shared/store/packed-history.ts'
import { wordList, wordLookup } from '../../shared/store/words.ts'

/** One or more of each type: `stored-shapes.test.ts` says which is missing. */
const samples: DomainEvent[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../samples/domain-events.json'), 'utf8'),
)

const twice = (all: readonly string[]) => all.filter((one, place) => all.indexOf(one) !== place)

describe('in a history', () => {
  test('no two events have the same code, and no two fields the same mark', () => {
    const codes = eventTypes.flatMap(type => {
      const { history } = definitionOf(type)
      return history === 'left-out' ? [] : [history.code]
    })
    expect(twice(codes)).toEqual([])
    expect(twice(Object.values(entryFields).map(({ mark }) => mark))).toEqual([])
  })

  test.each(samples.filter(event => !isStateOnly(event)).map(event => [event.type, event] as const))(
    '%s says what its definition keeps of it, each field under its own name',
    (type, event) => {
      const { history } = definitionOf(type)
      const keeps = history === 'left-out' ? [] : history.keeps
      const said = Object.entries(event).filter(([field]) => keeps.includes(field))
      const [entry] = parseHistory(addToHistory('', [event], 1))
      expect(entry).toMatchObject({ type, version: 1, at: Math.floor(event.at / 1000) * 1000 })
      expect(entry && saidIn(entry)).toEqual(Object.fromEntries(said))
    },
  )

  test('each is read from a row as it was written, behind any other', () => {
    const told = samples.filter(event => !isStateOnly(event))
    for (const one of told)
      for (const other of told) {
        const history = addToHistory(addToHistory('', [one], 1), [other], 2)
        const { numberOf, text } = wordList()
        expect(unpackHistory(packHistory(history, numberOf), wordLookup(text()))).toBe(history)
      }
  })

  test.each(samples.filter(isStateOnly).map(event => [event.type, event] as const))(
    '%s, which concerns nobody but whoever delivers, is not',
    (_, event) => {
      expect(addToHistory('', [event], 1)).toBe('')
    },
  )
})

describe('pressed behind the link of an email', () => {
  const pressed = samples.filter(
    ({ type }) => 'mailedAt' in eventDefinitions[type].fields && type !== 'AccountEmailRequested',
  )
  test.each(pressed.map(event => [event.type, event] as const))(
    '%s counts among the changes that one may make through it on a day',
    (_, event) => {
      const nobody = newLearner('0'.repeat(24), '0'.repeat(8))
      expect(evolve(nobody, { ...event, mailedAt: event.at } as DomainEvent).presses?.count).toBe(1)
      const { mailedAt: _none, ...withoutLink } = { mailedAt: undefined, ...event }
      expect(evolve(nobody, withoutLink as DomainEvent).presses).toBeUndefined()
    },
  )
})

describe('on the bus', () => {
  test.each(eventTypes.filter(isPublished))('%s is replayed as the rules react to it', type => {
    const starts = { 'tells-only': [], 'starts-journey': ['start-journey'], 'sends-email': ['deliver-due'] }
    expect(rulesThatMayStart(type)).toEqual(starts[eventDefinitions[type].bus.replayed])
  })
})
