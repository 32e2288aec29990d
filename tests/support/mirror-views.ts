import type { MirrorView } from '../../shared/pages/mirror.ts'
import { type ModuleStatus, modulePage } from '../../shared/pages/module.ts'
import { aSite } from './a-site.ts'
import { aModulePage } from './learning-views.ts'

const question = {
  text: 'When did somebody from another service last ask what you see?',
  options: ['this week', 'sitting down in a hurry, mostly standing', 'longer ago', 'not that I remember'],
  guess: 0,
  version: '1abc',
}
const [own, about] = ['community-and-mental-health', 'local-government-and-public-health'] as const
const next = { day: '2026-12-02', part: 'evening', isAnotherYear: false } as const
const asked: MirrorView = { question, about, asksSector: false }
const shown = {
  own: { sector: own, tenths: [0, 10, 3, 5] },
  others: { sector: about, tenths: [7, 1, 2, 0] },
}

const moduleWith = (status: ModuleStatus, mirror: MirrorView) =>
  modulePage(aSite, {
    journey: 'ShiftWorks',
    page: aModulePage,
    position: { number: 2, of: 8 },
    places: ['done', 'done', 'here', 'ahead', 'ahead', 'ahead', 'ahead', 'ahead'],
    ...(status.is === 'done' && { tried: { answer: undefined } }),
    status,
    mirror,
    here: '/modules/shiftworks/trust',
    token: 'a.token',
    preferencesUrl: '/preferences?t=a.token',
  })
const done = (mirror: MirrorView) => moduleWith({ is: 'done', next }, mirror)

/** The question of a module before and after "done", in every state. */
export const mirrorViews: Record<string, string> = {
  'module that asks': moduleWith({ is: 'open' }, asked),
  'module that asks where they work, too': moduleWith({ is: 'open' }, { ...asked, asksSector: true }),
  'module done, not answered': done({ question, about, asksSector: true }),
  'module done, not enough to show': done({ question, about, asksSector: false, said: { answer: 1 } }),
  'module done, a guess that waits': done({
    question,
    about,
    asksSector: false,
    said: { answer: 1, guess: 3, about },
  }),
  'module done, both sectors shown': done({
    question,
    asksSector: false,
    said: { answer: 1, guess: 3, about },
    shown,
  }),
  'module done, everybody shown': done({
    question,
    asksSector: false,
    said: { answer: 0 },
    shown: { all: [4, 3, 2, 1] },
  }),
  'module done, looked at again': done({
    question,
    asksSector: false,
    said: { guess: 3, about, isAnswerKept: true },
    shown,
  }),
}
