import { roundAt } from '../../../shared/domain/circles/round.ts'
import { day } from '../../../shared/domain/duration.ts'
import { mixedHashOf } from '../../../shared/domain/hash.ts'
import type { MemorySystem } from './memory-system.ts'
import { each, open, pathOf, tokenIn } from './walk.ts'

/** Ten days after its closing, a round has become circles; two days later, its introductions have been sent. */
const asked = 2 * day
const introduced = 13 * day
/** By then circles have ended and said goodbye. */
const ended = 56 * day

/** A number from 0 up to but not including 1, the same for the same inputs. */
const chance = (what: string, email: string): number => mixedHashOf(`${what}#${email}`) / 2 ** 32

async function joins(system: MemorySystem, email: string): Promise<void> {
  const { text } = await open(system, system.mailedLink(email, 'my-journey'))
  const link = /href="(\/rounds\/[^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
  if (!link) throw new Error(`My journey offers no circle to ${email}: nothing is counted.`)
  await open(system, link)
  const said = { action: 'join', name: 'Sam', work: 'care-and-support', adult: 'yes' }
  await open(system, pathOf(link), { t: tokenIn(link), ...said })
}

/** Opens the newest letter and presses a button, if the page has it. */
async function presses(
  system: MemorySystem,
  email: string,
  action: string,
  fields: Record<string, string> = {},
): Promise<void> {
  const link = system.mailedLink(email, 'circles')
  const { text } = await open(system, link)
  if (!text.includes(`value="${action}"`)) return
  await open(system, pathOf(link), { t: tokenIn(link), action, ...fields })
}

/** Some of those whose letter asks say that they met. One host in four passes hosting on. */
async function meets(system: MemorySystem, email: string): Promise<void> {
  if (chance('passes on', email) < 0.25) await presses(system, email, 'pass-on')
  if (chance('meets', email) < 0.6) await presses(system, email, 'met', { worth: 'yes' })
}

/**
 * Takes people who have finished a journey through a round of circles, with the buttons of its emails: they join,
 * four in five say yes, they are introduced, host, pass on and meet, and six weeks later the circle ends. The ledger
 * counts the usage by step.
 * @returns the number of emails sent in each step
 */
export async function walkRound(system: MemorySystem, emails: readonly string[]) {
  const { ledger } = system
  // By then the journey's last email has been sent.
  await system.passTo(system.now() + 7 * day)
  await system.turnCirclesOn(30)
  await system.anHourLater()
  const { closesAt } = roundAt(system.now(), 'Europe/London')
  const countEmails = async (work: () => Promise<void>): Promise<number> => {
    const before = system.emails()
    await work()
    return system.emails() - before
  }
  const linkOf = (email: string) => system.findLink(email, 'circles')
  ledger.phase = 'entering'
  const entering = await countEmails(() => each(system, emails, email => joins(system, email)))
  ledger.phase = 'proposing'
  const proposing = await countEmails(() => system.passTo(closesAt + asked))
  const invited = new Map(emails.flatMap(email => (linkOf(email) ? [[email, linkOf(email)]] : [])))
  ledger.phase = 'answering'
  const yes = [...invited.keys()].filter(email => chance('says yes', email) < 0.8)
  const answering = await countEmails(() => each(system, yes, email => presses(system, email, 'yes')))
  ledger.phase = 'introducing'
  const introducing = await countEmails(async () => {
    await system.passTo(closesAt + introduced)
    const members = yes.filter(email => ![undefined, invited.get(email)].includes(linkOf(email)))
    await each(system, members, email => meets(system, email))
    await system.passTo(closesAt + ended)
  })
  return { entering, proposing, answering, introducing }
}
