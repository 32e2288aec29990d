import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SignUpRequest, signUpFields } from '../../shared/contracts/sign-up.ts'
import { dayInWords } from '../../shared/pages/day.ts'
import { embedForm } from '../../shared/pages/embed-form.ts'
import { type ModuleStatus, modulePage } from '../../shared/pages/module.ts'
import { myJourneyPage } from '../../shared/pages/my-journey.ts'
import { signUpPage } from '../../shared/pages/sign-up.ts'
import { statementPage } from '../../shared/pages/statement.ts'
import { emailTextsFor } from '../../shared/texts/email-texts-for.ts'
import { en } from '../../shared/texts/en.ts'
import { enAccount } from '../../shared/texts/en-account.ts'
import { enEmails } from '../../shared/texts/en-emails.ts'
import { enGroups } from '../../shared/texts/en-groups.ts'
import { enInvitation } from '../../shared/texts/en-invitation.ts'
import { enJoining } from '../../shared/texts/en-joining.ts'
import { enMyJourney } from '../../shared/texts/en-my-journey.ts'
import { enStatements } from '../../shared/texts/en-statements.ts'
import { enTogether } from '../../shared/texts/en-together.ts'
import { languageTags } from '../../shared/texts/languages.ts'
import { escapeHtml } from '../../shared/web/html.ts'
import { aJourney, aSite } from '../support/a-site.ts'
import { aModulePage } from '../support/learning-views.ts'
import { pageViews } from '../support/page-views.ts'

const moduleIn = (status: ModuleStatus) =>
  modulePage(aSite, {
    journey: 'ShiftWorks',
    page: aModulePage,
    status,
    here: '/modules/shiftworks/trust',
    token: 'a.token',
  })

describe('what is said above every journey’s form', () => {
  it('says nothing that only one of them is about', () => {
    const { lead, about } = en.pages.signUp
    const page = signUpPage(aSite, { journey: aJourney, isOfJourney: true })
    for (const words of [lead, ...about]) {
      expect(page).toContain(escapeHtml(words))
      expect(words).not.toMatch(/trust|kind|fresh|idea|story|leader|boundar|creativ|minutes/i)
    }
  })
})

describe('the module page', () => {
  const doneButton = en.pages.module.button
  const resumeButton = en.pages.module.paused.button

  it('offers the button that marks it done until it is done', () => {
    expect(moduleIn({ is: 'open' })).toContain(doneButton)
    expect(moduleIn({ is: 'done', next: 'soon' })).not.toContain(doneButton)
    expect(moduleIn({ is: 'finished', lastEmail: 'none' })).not.toContain('<form')
    expect(moduleIn({ is: 'left' })).not.toContain('<form')
  })

  it('opens with the version for who has a minute, where there is one', () => {
    const page = moduleIn({ is: 'open' })
    expect(page).toMatch(/leaves one thing out[\s\S]*It is ten to eight\./)
    const { inShort: _, ...without } = aModulePage
    const bare = modulePage(aSite, {
      journey: 'ShiftWorks',
      page: without,
      status: { is: 'open' },
      here: '/modules/shiftworks/trust',
      token: 'a.token',
    })
    expect(bare).not.toContain(en.pages.module.inShort)
  })

  it('says when the next module comes', () => {
    const page = moduleIn({ is: 'done', next: { day: '2026-12-02', part: 'evening', isAnotherYear: false } })
    expect(page).toContain('Your next module comes on Wednesday 2 December, in the evening.')
    expect(moduleIn({ is: 'done', next: 'soon' })).toContain(en.pages.module.nextSoon)
  })

  it('lets a paused journey go on with one press, and the module be done before that', () => {
    expect(moduleIn({ is: 'paused', done: false })).toContain(resumeButton)
    expect(moduleIn({ is: 'paused', done: false })).toContain(doneButton)
    expect(moduleIn({ is: 'paused', done: true })).not.toContain(doneButton)
  })

  it('says of a pause that no modules come from this journey: another one may go on, and a circle’s letters', () => {
    expect(moduleIn({ is: 'paused', done: false })).toContain('No modules come from this journey until')
    const { subject, paragraphs } = enEmails.paused('ShiftWorks')
    const words = [subject, ...paragraphs].join(' ')
    expect(words).toContain('No more modules come from it until')
    expect([words, enMyJourney.states.paused].join(' ')).not.toMatch(
      /paused your emails|we send you nothing|nothing (more )?comes/i,
    )
  })

  it.each([
    ['leaving', en.pages.left.done],
    ['erasing', enAccount.erased.done],
    ['leaving a circle', enGroups.circle.left],
  ])('says after %s that an email may be on its way already', (_, { paragraphs }) => {
    expect(paragraphs.join(' ')).toMatch(/no more emails .*an email that was already on its way may still/i)
  })

  it('says to whoever has finished one journey nothing of another that they follow', () => {
    const { title, paragraphs } = enAccount.confirm.join('Nights')
    const email = enEmails.join('Nights')
    const words = [title, ...paragraphs, email.preheader, ...email.paragraphs].join(' ')
    expect(words).not.toMatch(/beside what you follow/i)
  })

  it('tells others of somebody’s work in words that stand by themselves', () => {
    expect(Object.values(enGroups.works)).not.toContain('Something else')
    expect(new Set([...Object.values(enGroups.works), ...Object.values(enGroups.places)]).size).toBe(
      Object.values(enGroups.works).length + Object.values(enGroups.places).length,
    )
  })

  it('says at the end that no more modules come, since letters about a circle still may', () => {
    const words = [...enEmails.finished('ShiftWorks').paragraphs, en.pages.module.finished.lastEmail].join(
      ' ',
    )
    expect(words).toMatch(/no more modules come .* no more modules come/i)
    expect(words).not.toMatch(/nothing more comes/i)
  })
})

describe('every page', () => {
  it.each(Object.entries(pageViews))('“%s” says who runs the service and where to write to', (_, page) => {
    expect(page).toContain('Run by Example Learning Trust.')
    expect(page).toContain('href="mailto:help@example.org"')
  })
})

describe('the preferences page', () => {
  const view = {
    token: 'a.token',
    journeys: [],
    liked: {},
    times: { stored: { pace: 'as-written', breakUntil: '2026-12-05' } },
    isPrivate: false,
  } as const

  it('shows change of address, download and erase with a private link only', () => {
    const actions = ['action="/change-address"', 'value="download"', 'value="erase"']
    const shown = (isPrivate: boolean) =>
      actions.filter(action => myJourneyPage(aSite, { ...view, isPrivate }).includes(action))
    expect(shown(false)).toEqual([])
    expect(shown(true)).toEqual(actions)
  })

  it('shows the end of a break in its three boxes, and what was typed there when it is wrong', () => {
    expect(myJourneyPage(aSite, view)).toMatch(/name="break-day"[^>]*value="5"/)
    const wrong = myJourneyPage(aSite, {
      ...view,
      times: { sent: { 'break-day': ['31'], 'break-month': ['2'] } },
      problems: [{ field: 'breakUntil', problem: 'break-wrong' }],
    })
    expect(wrong).toMatch(/name="break-day"[^>]*value="31"/)
    expect(wrong).toContain(en.pages.problems['break-wrong'])
    expect(wrong).toContain('<title>Error:')
  })
})

describe('the sign-up page', () => {
  const withTyped = (typed: string) =>
    signUpPage(aSite, {
      journey: aJourney,
      values: { email: [typed], firstName: [typed], role: [typed] },
      problems: [{ field: 'email', problem: 'email-no-ending' }],
    })

  it('keeps what was typed, and says what to do about it', () => {
    const page = withTyped('sam@')
    expect(page).toMatch(/name="email"[^>]*value="sam@"/)
    expect(page).toContain('aria-describedby="email-hint email-error"')
    expect(page).toContain(en.pages.problems['email-no-ending'])
  })

  it('shows what only forms elsewhere ask for where it was sent, and nowhere else', () => {
    expect(withTyped('sam')).toMatch(/name="firstName"[^>]*value="sam"/)
    expect(withTyped('')).not.toContain('name="firstName"')
    expect(signUpPage(aSite, { journey: aJourney })).not.toMatch(/name="(firstName|role|sector|days|parts)"/)
  })

  it('has the same elements whatever was typed', () => {
    const elements = (page: string) => page.match(/<\/?\w+/g)
    const usual = elements(withTyped('sam'))
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 80 }), typed => {
        expect(elements(withTyped(typed))).toEqual(usual)
      }),
    )
  })

  it('never ticks the agreement beforehand', () => {
    expect(signUpPage(aSite, { journey: aJourney })).not.toMatch(/name="consent"[^>]*checked/)
  })
})

describe('the form for other websites', () => {
  it('sends what the sign-up takes, to the public address, without a script', () => {
    const form = embedForm(aSite, { journey: 'shiftworks', returnTo: 'https://www.example.org/thanks' })
    const hidden = [...form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)]
    const sent = Object.fromEntries(hidden.map(([, name, value]) => [name, [value ?? '']]))
    const request = SignUpRequest.parse(
      signUpFields({
        ...sent,
        email: ['sam@example.org'],
        sector: ['student'],
        consent: ['yes'],
        website: [''],
      }),
    )
    expect(request).toMatchObject({
      journey: 'shiftworks',
      return: 'https://www.example.org/thanks',
      consentVersion: 'en-1',
    })
    expect(form).toContain('action="https://learn.example.org/sign-up"')
    expect(form).not.toContain('<script')
  })
})

describe('the words', () => {
  it('keep every wording of the agreement, the one in force among them', () => {
    const { current, wordings } = en.pages.signUp.consent
    expect(Object.keys(wordings)).toContain(current)
  })

  it('name whoever runs the service in both statements', () => {
    for (const which of ['privacy', 'accessibility'] as const) {
      expect(statementPage(aSite, which)).toContain('Example Learning Trust')
      expect(statementPage(aSite, which)).toContain('help@example.org')
    }
  })

  it.each([
    ['privacy', '30 November 2026', 'cff81cea2477dfd3'],
    ['sharing', '30 November 2026', '2b6a1d533175b27f'],
    ['accessibility', '23 November 2026', 'e3e883cc43d042f8'],
  ] as const)('of the statement on %s changed last on the day that it says', (which, day, fingerprint) => {
    const { changed, ...text } = enStatements[which]({ organisation: 'Example', contact: 'help@example.org' })
    const found = createHash('sha256').update(JSON.stringify(text)).digest('hex').slice(0, 16)
    const advice = `The words have changed: say today's date as "changed" in shared/texts/en-statements.ts, and both here. The fingerprint is ${found}.`
    expect({ changed, found }, advice).toEqual({ changed: day, found: fingerprint })
  })

  it('write a day as people say it, in any time zone of the machine', () => {
    const thisYear = (day: string) => ({ day, isAnotherYear: false })
    expect(dayInWords('en-GB', thisYear('2026-03-29'))).toBe('Sunday 29 March')
    expect(dayInWords('cy', thisYear('2026-03-01'))).toBe('Dydd Sul, 1 Mawrth')
    expect(dayInWords('en-GB', { day: '2027-02-07', isAnotherYear: true })).toBe('Sunday 7 February 2027')
  })
})

describe('the words of emails', () => {
  it.each(languageTags)('in %s fill what is filled in later as it has to be', language => {
    const { reminder, position } = emailTextsFor(language)
    // SES makes encoded words of a longer subject's lines; phones show less of it.
    expect(reminder.subject('x'.repeat(60)).length).toBeLessThanOrEqual(78)
    expect(escapeHtml(position(3, 8))).toBe(position(3, 8))
  })
})

/** Every text that is not put together from something else. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

describe('what is said of the button in an email', () => {
  it('is that the page that opens has more to press, before anything counts', () => {
    const ofButton = textsIn([
      en.pages,
      enAccount,
      enJoining,
      enInvitation,
      enMyJourney,
      enGroups,
      enTogether,
    ]).filter(text => /press (its|the) button (in|within)|Open it and press/.test(text))
    expect(ofButton.length).toBeGreaterThan(4)
    expect(ofButton.filter(text => !text.includes('the page that opens'))).toEqual([])
  })
})
