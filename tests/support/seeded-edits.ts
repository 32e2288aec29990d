import * as fc from 'fast-check'
import type { Renames } from '../../shared/content/edit.ts'
import type { Journey, Module } from '../../shared/domain/journey.ts'
import { sampleModule } from '../../tools/simulation/sample-journey.ts'

/** What an author or an operator does to a journey. */
export interface SeededEdit {
  is: 'move' | 'remove' | 'add' | 'rename' | 'wait' | 'audience' | 'times' | 'canary' | 'later' | 'rollback'
  /** Which module, and where to, counted around. */
  at: number
  to: number
}

const edits = fc.record<SeededEdit>({
  is: fc.constantFrom(
    'move',
    'move',
    'move',
    'remove',
    'remove',
    'add',
    'rename',
    'wait',
    'wait',
    'audience',
    'times',
    'canary',
    'later',
    'rollback',
  ),
  at: fc.nat(5),
  to: fc.nat(9),
})

/** So many edits, always the same for a seed. */
export const seededEdits = (count: number, seed: number): SeededEdit[] =>
  fc.sample(edits, { numRuns: count, seed })

const changed = (modules: readonly Module[], at: number, change: Partial<Module>): Module[] =>
  modules.map((module, index) => (index === at ? { ...module, ...change } : module))

const inserted = (modules: readonly Module[], to: number, module: Module): Module[] =>
  modules.toSpliced(to % (modules.length + 1), 0, module)

/** What becomes of a journey's modules. @param name of what is new in it: no two have the same. */
export function edited(
  journey: Journey,
  { is, at, to }: SeededEdit,
  name: string,
): { journey: Journey; renames: Renames } {
  const { modules } = journey
  const place = at % modules.length
  const module = modules[place]
  const others = modules.toSpliced(place, 1)
  const as = (next: readonly Module[]) => ({
    journey: { ...journey, modules: [...next] },
    renames: new Map(),
  })
  switch (is) {
    case 'move':
    case 'canary':
    case 'later':
      return as(module ? inserted(others, to, module) : modules)
    case 'remove':
      return as(modules.length > 1 ? others : modules)
    case 'add':
      return as(inserted(modules, to, sampleModule(name)))
    case 'rename':
      return { ...as(changed(modules, place, { id: name })), renames: new Map([[name, module?.id ?? '']]) }
    case 'wait':
      return as(changed(modules, place, { after: { days: to % 5 } }))
    case 'audience':
      return as(changed(modules, place, { onlyFor: [to % 2 === 0 ? 'ambulance' : 'social-care'] }))
    case 'times':
      return { journey: { ...journey, hours: { from: 6 + (to % 8), to: 18 } }, renames: new Map() }
    case 'rollback':
      return as(modules)
  }
}
