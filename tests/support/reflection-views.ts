import type { Sharing, VoiceId } from '../../shared/domain/reflections/reflection.ts'
import { modulePage } from '../../shared/pages/module.ts'
import type { ReflectionView, SentReflection } from '../../shared/pages/reflection-form.ts'
import { type OwnText, reflectionsPage } from '../../shared/pages/reflections.ts'
import type { VoiceView } from '../../shared/pages/voices.ts'
import { aSite } from './a-site.ts'
import { aModulePage } from './learning-views.ts'

const next = { day: '2026-12-02', part: 'evening', isAnotherYear: false } as const
const voices: VoiceView[] = [
  { id: 'a'.repeat(24) as VoiceId, text: 'We have put it in the notes since.', sector: 'social-care' },
  { id: 'b'.repeat(24) as VoiceId, text: 'I said thank you, and it changed the day.' },
]
const asLookedAt: SentReflection = {
  text: 'Mr Jones at 07700 900123 said so.',
  excerpt: 'Mr Jones said so.',
  isPublic: true,
  problems: { text: 'marked', excerpt: 'marked' },
  marked: ['Mr Jones', '07700 900123'],
}

const moduleWith = (isDone: boolean, reflection: ReflectionView, shown?: readonly VoiceView[]) =>
  modulePage(aSite, {
    journey: 'ShiftWorks',
    page: aModulePage,
    position: { number: 2, of: 8 },
    places: ['done', 'done', 'here', 'ahead', 'ahead', 'ahead', 'ahead', 'ahead'],
    ...(isDone && { tried: { answer: undefined } }),
    status: isDone ? { is: 'done', next } : { is: 'open' },
    reflection,
    ...(shown && { voices: shown }),
    here: '/modules/shiftworks/trust',
    token: 'a.token',
    preferencesUrl: '/preferences?t=a.token',
  })

const excerpt = 'I asked what they see.'
const voice = 'c'.repeat(24) as VoiceId
const shared = { voice, excerpt, isPublic: true, at: 0 }
const states = {
  private: { is: 'private' },
  shared: { is: 'shared', ...shared },
  approved: { is: 'approved', ...shared },
  declined: { is: 'declined', ...shared, reason: 'case-detail' },
  'redaction-proposed': { is: 'redaction-proposed', ...shared, proposal: 'I asked.' },
  reported: { is: 'reported', ...shared },
  escalated: { is: 'escalated', ...shared },
} as unknown as Record<Sharing['is'], Sharing>

const own = (journey: string, sharing: Sharing, change: Partial<OwnText> = {}): OwnText => ({
  journey,
  module: 'trust',
  title: `Trust, in ${journey}`,
  text: 'I asked what they see, and listened.',
  sharing,
  isUnread: false,
  thanks: 0,
  isOn: true,
  ...change,
})

const ofEach = Object.entries(states).map(([name, sharing]) => own(name, sharing, { thanks: 12 }))

/** Writing, sharing, and what others wrote, in every state. */
export const reflectionViews: Record<string, string> = {
  'module to write about': moduleWith(false, { isOn: true }),
  'module to write about, alone': moduleWith(false, { isOn: false }),
  'module done, to look at once more': moduleWith(true, { isOn: true, sent: asLookedAt }),
  'module done, with help': moduleWith(true, {
    isOn: true,
    hasRisk: true,
    speakingUp: 'Ask for the guardian.',
    kept: { shared: true },
  }),
  'module done, with voices': moduleWith(true, { isOn: true }, voices),
  'what somebody has written': reflectionsPage(aSite, {
    token: 'a.token',
    texts: [...ofEach, own('unread', states.shared, { isUnread: true })],
    notRead: 2,
    notice: 'text-kept',
    bars: {},
  }),
  'what somebody has written, to look at once more': reflectionsPage(aSite, {
    token: 'a.token',
    texts: [
      own('one', states.private, { sent: { ...asLookedAt, problems: { text: 'marked' } } }),
      own('two', states.private, { sent: { ...asLookedAt, problems: { excerpt: 'marked' } } }),
      own('three', states.private, { sent: { ...asLookedAt, problems: { remove: 'remove-unconfirmed' } } }),
    ],
    notRead: 0,
    hasRisk: true,
    bars: {},
  }),
  'what somebody has written who shares no more': reflectionsPage(aSite, {
    token: 'a.token',
    texts: [own('one', states.private)],
    notRead: 0,
    bars: { sharing: 0, reporting: 0 },
  }),
  'nothing written': reflectionsPage(aSite, { token: 'a.token', texts: [], notRead: 0, bars: {} }),
}
