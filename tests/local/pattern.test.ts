import { describe, expect, test } from 'vitest'
import { compilePattern } from '../../tools/local/events/pattern.ts'

const event = {
  source: 'shiftworks',
  'detail-type': 'ModuleCompleted',
  resources: ['arn:a', 'arn:b'],
  detail: { n: 5, name: 'Ann', gone: null, deep: { list: [{ x: 1 }, { x: 2 }] }, dueNow: true, empty: [] },
}

describe.each<[string, Record<string, unknown>, boolean]>([
  ['a value', { source: ['shiftworks'] }, true],
  ['one of several values', { source: ['x', 'shiftworks'] }, true],
  ['another value', { source: ['x'] }, false],
  ['all fields', { source: ['shiftworks'], 'detail-type': ['x'] }, false],
  ['any element of a list', { resources: ['arn:b'] }, true],
  ['a number by value, not by text', { detail: { n: ['5'] } }, false],
  ['true', { detail: { dueNow: [true] } }, true],
  ['null', { detail: { gone: [null] } }, true],
  ['a field that is missing, with null', { detail: { other: [null] } }, false],
  ['objects in a list', { detail: { deep: { list: { x: [2] } } } }, true],
  ['exists', { detail: { name: [{ exists: true }] } }, true],
  ['exists, of a missing field', { detail: { other: [{ exists: true }] } }, false],
  ['exists false, of a missing field', { 'replay-name': [{ exists: false }] }, true],
  ['exists false, of a field', { source: [{ exists: false }] }, false],
  ['exists, of an object', { detail: { deep: [{ exists: true }] } }, false],
  ['exists, of an empty list', { detail: { empty: [{ exists: true }] } }, false],
  ['prefix', { source: [{ prefix: 'shift' }] }, true],
  ['prefix in another case', { source: [{ prefix: { 'equals-ignore-case': 'SHIFT' } }] }, true],
  ['suffix', { source: [{ suffix: 'works' }] }, true],
  ['equals-ignore-case', { detail: { name: [{ 'equals-ignore-case': 'ANN' }] } }, true],
  ['wildcard', { source: [{ wildcard: 's*ft*s' }] }, true],
  ['wildcard with a dot', { source: [{ wildcard: 's.*' }] }, false],
  ['anything-but', { source: [{ 'anything-but': 'x' }] }, true],
  ['anything-but a list with it', { source: [{ 'anything-but': ['x', 'shiftworks'] }] }, false],
  ['anything-but a prefix', { source: [{ 'anything-but': { prefix: 'shift' } }] }, false],
  ['anything-but several suffixes', { source: [{ 'anything-but': { suffix: ['x', 'works'] } }] }, false],
  ['anything-but, of a missing field', { other: [{ 'anything-but': 'x' }] }, false],
  ['numeric within', { detail: { n: [{ numeric: ['>', 1, '<=', 5] }] } }, true],
  ['numeric outside', { detail: { n: [{ numeric: ['>', 5] }] } }, false],
  ['numeric, of text', { detail: { name: [{ numeric: ['>', 0] }] } }, false],
  ['$or, one side', { $or: [{ source: ['x'] }, { detail: { n: [5] } }] }, true],
  ['$or, no side', { $or: [{ source: ['x'] }, { detail: { n: [6] } }] }, false],
  ['nothing', {}, true],
])('%s', (_, pattern, matches) => {
  test(`${JSON.stringify(pattern)} ${matches ? 'matches' : "doesn't match"}`, () => {
    expect(compilePattern(pattern)(event)).toBe(matches)
  })
})

test.each([
  [{ source: [{ cidr: '10.0.0.0/8' }] }],
  [{ source: 'shiftworks' }],
  [{ source: [{ prefix: 'a', suffix: 'b' }] }],
  [{ $or: { source: ['x'] } }],
  [{ detail: { n: [{ numeric: ['about', 5] }] } }],
])('%j is refused, never ignored', pattern => {
  expect(() => compilePattern(pattern)).toThrow(/local stack|is wrong|can't be read/)
})
