import type { Detour, Edit, ModuleEdit, QuestionEdit } from '../../shared/content/edit.ts'
import { outOfReach, type PeopleNow } from '../../shared/domain/place.ts'

/** How many modules, in words. */
export const modulesInWords = (count: number): string => (count === 1 ? '1 module' : `${count} modules`)

function people(count: number): string {
  if (count === 0) return 'nobody'
  return count === 1 ? '1 person' : `${count} people`
}

/** What an edit means for the people in a journey, in sentences for the learning team. */
export function editInWords({ people: now, modules, questions, detours }: Edit): string[] {
  return [
    `${people(now.underWay)} under way, ${now.paused} paused,${outOfReachInWords(now)} ${now.completed} finished.`,
    ...(modules.length === 0 ? ['The modules, their order and their timing stay as they are.'] : []),
    ...modules.map(moduleInWords),
    ...questions.map(questionInWords),
    ...detours.map(detourInWords),
    ...(now.paused > 0 && detours.length > 0
      ? ['Those who are paused follow the same rule when they go on.']
      : []),
  ]
}

/** Those whom no email reaches, where there are any. */
function outOfReachInWords(now: PeopleNow): string {
  const count = outOfReach(now)
  return count === 0 ? '' : ` ${count} whom no email reaches,`
}

function moduleInWords({ is, module, place, next, reading }: ModuleEdit): string {
  const name = `“${module.title}” (${module.id})`
  switch (is) {
    case 'gone':
      return `${name} goes. It was to be the next one of ${people(next)}.${readersInWords(reading)}`
    case 'added':
      return `${name} comes in as number ${place}. It becomes the next one of ${people(next)}; who is past this place does not get it.`
    case 'moved':
      return `${name} moves to number ${place}. It was to be the next one of ${people(next)}.`
    case 'retimed':
      return `${name} keeps its place, but its waits or its audience change. It is the next one of ${people(next)}.`
  }
}

function questionInWords({ is, module: { id, title, question } }: QuestionEdit): string {
  const name = `“${title}” (${id})`
  switch (is) {
    case 'added':
      return `${name} asks a question now: “${question?.text}”`
    case 'gone':
      return `${name} asks its question no longer.`
    case 'changed':
      return `${name} asks another question now, which begins anew: “${question?.text}” Only answers to exactly these words and options count for it.`
  }
}

/** Of a module that goes: its emails are out. */
const readersInWords = (reading: number): string =>
  reading === 0
    ? ''
    : ` ${people(reading)} may be reading it: its page now tells them that it has gone, and the next module follows in place of a reminder.`

function detourInWords({ people: count, was, becomes }: Detour): string {
  const instead = was ? `instead of “${was.title}”` : 'instead of finishing'
  return becomes
    ? `${people(count)} will get “${becomes.title}” next, ${instead}.`
    : `${people(count)} will have finished, ${instead}.`
}
