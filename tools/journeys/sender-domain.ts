import type { AuthoredJourney } from '../../shared/content/authored-journey.ts'
import { OperatorProblem } from '../operator/problem.ts'

type Sent = Pick<AuthoredJourney, 'id' | 'sender'>

/** Who may send for a domain may send for all that lies under it. */
function isAt({ sender }: Sent, domain: string): boolean {
  const host = sender.address.slice(sender.address.lastIndexOf('@') + 1).toLowerCase()
  return host === domain || host.endsWith(`.${domain}`)
}

/** @throws OperatorProblem when SES would refuse every email of this journey, because its sender is at another domain. */
export function checkSender(journey: Sent, domain: string): void {
  if (isAt(journey, domain)) return
  throw new OperatorProblem(
    `${journey.id}: its sender, ${journey.sender.address}, is not at ${domain}. This stage may send from there only, so no email would go out. Change "sender" in journey.md, or the stage's "mailDomain".`,
  )
}

/** A journey as this machine sends it: any sender is moved to the one domain that it may send from. */
export function sentFromHere<J extends Sent>(journey: J, domain: string, say: (line: string) => void): J {
  if (isAt(journey, domain)) return journey
  const address = `${journey.sender.address.split('@')[0]}@${domain}`
  say(`${journey.id}: on this machine it is sent by ${address}.`)
  return { ...journey, sender: { ...journey.sender, address } }
}
