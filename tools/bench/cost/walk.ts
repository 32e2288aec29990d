import { mixedHashOf } from '../../../shared/domain/hash.ts'
import type { Sector } from '../../../shared/domain/sectors.ts'
import type { LearningSystem, Page } from './learning-system.ts'
import { wordsOf } from './learning-together.ts'

/** Sign-ups from one network per hour, below the limit; all learners of a benchmark are on one network. */
const signUpsAnHour = 500

export async function each(
  { atOnce }: LearningSystem,
  emails: readonly string[],
  act: (email: string) => Promise<void>,
): Promise<void> {
  const queue = [...emails]
  const one = async () => {
    for (let email = queue.shift(); email !== undefined; email = queue.shift()) await act(email)
  }
  await Promise.all(Array.from({ length: atOnce }, one))
}

/** @throws if the response is an error */
export async function open(
  system: LearningSystem,
  path: string,
  form?: Record<string, string>,
): Promise<Page> {
  const page = await system.open(path, form)
  // Like a browser, it follows a redirect after a press.
  if (page.status === 303 && page.location) return open(system, page.location)
  if (page.status < 400) return page
  throw new Error(`${form ? 'POST' : 'GET'} ${path} was answered with ${page.status}: the walk cannot go on.`)
}

export const tokenIn = (link: string): string => new URLSearchParams(link.split('?')[1]).get('t') ?? ''
export const pathOf = (link: string): string => link.split('?')[0] ?? link

const consentIn = ({ text }: Page): string =>
  /name="consentVersion"[^>]*value="([^"]+)"/.exec(text)?.[1] ?? 'not found'

const hiddenIn = ({ text }: Page, name: string): string | undefined =>
  new RegExp(`type="hidden" name="${name}" value="([^"]+)"`).exec(text)?.[1]

/** An answer to the question of a module's page, and a guess if the page asks for one. */
function answersTo(page: Page): Record<string, string> {
  const [question, about] = [hiddenIn(page, 'question'), hiddenIn(page, 'about')]
  if (question === undefined) throw new Error('The page of a module asks no question: nobody answers one.')
  return { question, answer: '0', ...(about && { about, guess: '5' }) }
}

/** Sends the form on the first page, as a browser would. */
export async function signUp(system: LearningSystem, email: string, sector?: Sector): Promise<void> {
  const page = await open(system, '/')
  const stylesheet = /href="(\/assets\/[^"]+\.css)"/.exec(page.text)?.[1]
  if (stylesheet) await open(system, stylesheet)
  const named = sector && { sector }
  await open(system, '/sign-up', { email, ...named, consent: 'yes', consentVersion: consentIn(page) })
}

/** Opens a link of an email and presses the button on its page. */
export async function press(
  system: LearningSystem,
  email: string,
  kind: 'confirm' | 'modules',
  fieldsFor: (page: Page) => Record<string, string> = () => ({}),
): Promise<void> {
  const link = system.mailedLink(email, kind)
  const page = await open(system, link)
  await open(system, pathOf(link), { t: tokenIn(link), ...fieldsFor(page) })
}

/** Half of them in each of two sectors, so that even the smallest crowd has enough of both. */
const sectorOf = (email: string): Sector => (mixedHashOf(email) % 2 === 0 ? 'ambulance' : 'social-care')

/** Advances the clock until this number of emails has been sent. Throws if that does not happen. */
async function deliver(system: LearningSystem, expected: number): Promise<void> {
  for (let time = 0; time < 50 && system.emails() < expected; time += 1) await system.toNextDue()
  if (system.emails() < expected)
    throw new Error(`${system.emails()} of ${expected} emails went out, and no more do: nothing is counted.`)
}

async function join(system: LearningSystem, emails: readonly string[]): Promise<void> {
  const before = system.emails()
  await each(system, emails, email => signUp(system, email, sectorOf(email)))
  await system.settled()
  await deliver(system, before + emails.length)
  await each(system, emails, email => press(system, email, 'confirm'))
  await system.settled()
  await deliver(system, before + 2 * emails.length)
}

/**
 * Walks learners through a whole journey: sign-up, confirmation, and each module opened and done with an answer, a
 * guess and perhaps a few words, then the next module's email.
 */
export async function walkJourney(system: LearningSystem, learners: number, modules: number): Promise<void> {
  const emails = Array.from({ length: learners }, (_, i) => `learner-${i}@example.org`)
  const { ledger } = system
  ledger.phase = 'joining'
  for (let i = 0; i < learners; i += signUpsAnHour) {
    if (i > 0) await system.anHourLater()
    await join(system, emails.slice(i, i + signUpsAnHour))
  }
  const places = new Map(emails.map((email, place) => [email, place]))
  await system.learnTogether()
  for (let module = 1; module <= modules; module += 1) {
    ledger.phase = 'pressing'
    await each(system, emails, email =>
      press(system, email, 'modules', page => ({
        action: 'done',
        ...answersTo(page),
        ...wordsOf(places.get(email) ?? 0, module),
      })),
    )
    await system.settled()
    ledger.phase = 'delivering'
    // By then a confirmation and this many modules have been sent to each.
    const expected = learners * (1 + Math.min(modules, module + 1))
    await deliver(system, expected)
  }
}
