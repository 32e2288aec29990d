import { type EmailKey, kindOfKey, type PublishedJourney } from '../../shared/contracts/published-journey.ts'
import type { Placeholder } from '../../shared/domain/email-kind.ts'
import { moduleEmailKinds, singleEmailKinds } from '../../shared/domain/email-kind-groups.ts'
import type { EmailKind } from '../../shared/domain/email-kinds.ts'
import type { Module } from '../../shared/domain/journey.ts'
import { weekdays } from '../../shared/domain/preferences.ts'

/** A module that is due two days after the previous one, with two reminders and a pause. */
export const sampleModule = (id: string, change: Partial<Module> = {}): Module => ({
  id,
  title: `Module ${id}`,
  after: { days: 2 },
  remind: [{ days: 3 }, { days: 7 }],
  pauseAfter: { days: 14 },
  ...change,
})

const placeholdersOf: Readonly<Record<EmailKind, readonly Placeholder[]>> = {
  module: [
    'greetingHtml',
    'greetingText',
    'position',
    'doneUrl',
    'readUrl',
    'preferencesUrl',
    'unsubscribeUrl',
    'reference',
    'voicesHtml',
    'voicesText',
    'mirrorHtml',
    'mirrorText',
  ],
  reminder: ['doneUrl', 'preferencesUrl', 'unsubscribeUrl', 'subject', 'mirrorHtml', 'mirrorText'],
  'short-reminder': ['doneUrl', 'preferencesUrl', 'unsubscribeUrl', 'subject', 'mirrorHtml', 'mirrorText'],
  paused: ['resumeUrl', 'unsubscribeUrl', 'mirrorHtml', 'mirrorText'],
  finished: [
    'modulesHtml',
    'modulesText',
    'guessesHtml',
    'guessesText',
    'roundHtml',
    'roundText',
    'unsubscribeUrl',
  ],
  'circle-proposal': ['circleHtml', 'circleText', 'circleUrl', 'unsubscribeUrl'],
  'circle-introduction': ['circleHtml', 'circleText', 'circleUrl', 'unsubscribeUrl'],
  'circle-hosting': ['circleHtml', 'circleText', 'circleUrl', 'unsubscribeUrl'],
  'circle-ended': ['circleHtml', 'circleText', 'circleUrl', 'unsubscribeUrl'],
  'circle-nobody': ['circleHtml', 'circleText', 'preferencesUrl', 'unsubscribeUrl'],
  confirm: ['confirmUrl', 'privacyUrl'],
  join: ['confirmUrl', 'preferencesUrl', 'unsubscribeUrl'],
  'completed-already': ['preferencesUrl', 'unsubscribeUrl'],
  'already-with-us': ['preferencesUrl', 'unsubscribeUrl'],
  'private-link': ['privateUrl', 'unsubscribeUrl'],
  'find-me': ['privateUrl', 'unsubscribeUrl'],
  'circles-removed': ['preferencesUrl', 'unsubscribeUrl'],
  'confirm-address': ['confirmUrl'],
  'address-changed': ['undoUrl'],
}

function sampleEmail(key: EmailKey) {
  const placeholders = [...placeholdersOf[kindOfKey(key)]]
  const lines = placeholders.map(name => `${name}: {{${name}}}`)
  return {
    key,
    subject: `Sample ${key}`,
    html: `<p>${lines.join('</p><p>')}</p>`,
    text: lines.join('\n'),
    placeholders,
  }
}

/** A small published journey, whose emails consist of placeholders only. */
export function sampleJourney(
  id = 'sample',
  modules: readonly Module[] = [
    sampleModule('one', { after: { days: 0 } }),
    sampleModule('two'),
    sampleModule('three'),
  ],
  version = 1,
): PublishedJourney {
  const keys = [
    ...modules.flatMap(({ id }) => moduleEmailKinds.map(kind => `${kind}.${id}` as const)),
    ...singleEmailKinds,
  ]
  return {
    journey: {
      id,
      version,
      title: `Journey ${id}`,
      zone: 'Europe/London',
      days: [...weekdays],
      hours: { from: 8, to: 20 },
      modules: [...modules],
    },
    sender: { from: 'Sample <hello@example.org>', language: 'en-GB' },
    emails: keys.map(sampleEmail),
    pages: modules.map(({ id: moduleId, title }) => ({
      id: moduleId,
      title,
      minutes: 5,
      html: '<p>Words.</p>',
      reflection: 'What now?',
    })),
  }
}
