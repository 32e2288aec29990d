import * as z from 'zod/mini'
import { KindOfWork } from '../domain/circles/card.ts'
import { type ChosenName, type NameProblem, readChosenName } from '../domain/circles/chosen-name.ts'
import { PartOfDay } from '../domain/preferences.ts'
import { Sector } from '../domain/sectors.ts'
import { type Form, fieldOf } from './form.ts'
import type { FieldProblem, FormProblem } from './form-problems.ts'

/** The form for joining a round. */
export interface JoinRequest {
  name: ChosenName
  work: KindOfWork
  parts: readonly PartOfDay[]
  /** Only if it was unknown before. */
  sector?: Sector
}

const problemOfName: Readonly<Record<NameProblem, FormProblem>> = {
  'name-missing': 'chosen-name-missing',
  'name-too-long': 'chosen-name-long',
  'name-signs': 'chosen-name-signs',
  'name-insult': 'chosen-name-insult',
}

const read = <T>(schema: z.ZodMiniType<T>, value: unknown): T | undefined => {
  const parsed = schema.safeParse(value)
  return parsed.success ? parsed.data : undefined
}

/**
 * Parses the form for joining a round.
 * @param isSectorKnown whether the form omits the sector.
 * @returns the request, or all problems in the order of the fields.
 */
export function readJoinForm(form: Form, isSectorKnown: boolean): JoinRequest | FieldProblem[] {
  const name = readChosenName(fieldOf(form, 'name') ?? '')
  const sector = isSectorKnown ? undefined : read(Sector, fieldOf(form, 'sector'))
  const work = read(KindOfWork, fieldOf(form, 'work'))
  const parts = read(z.array(PartOfDay), form['parts'] ?? [])
  const problems: (FieldProblem | false)[] = [
    'problem' in name && { field: 'name', problem: problemOfName[name.problem] },
    !isSectorKnown && !sector && { field: 'sector', problem: 'sector-missing' },
    !work && { field: 'work', problem: 'work-missing' },
    !parts && { field: 'parts', problem: 'parts-wrong' },
    fieldOf(form, 'adult') !== 'yes' && { field: 'adult', problem: 'adult-unconfirmed' },
  ]
  const found = problems.filter(one => one !== false)
  if (found.length > 0 || 'problem' in name || !work || !parts) return found
  return { name: name.name, work, parts: [...new Set(parts)], ...(sector && { sector }) }
}
