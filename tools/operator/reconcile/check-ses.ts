import { hour } from '../../../shared/domain/duration.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { evidenceIn } from '../../../shared/store/evidence.ts'
import type { Partition } from '../../../shared/store/scan.ts'
import type { Finding } from './finding.ts'

/** SES tells within minutes; a share below this says that its events get lost on the way. */
const enough = 0.99

/** What SES said of the emails that it accepted in the last days, all together. */
export class SesWord {
  #accepted = 0
  #spokenOf = 0
  readonly #now: Instant

  constructor(now: Instant) {
    this.#now = now
  }

  see(partition: Partition): void {
    for (const { at, sent, seen } of evidenceIn(partition))
      if (at < this.#now - hour) {
        this.#accepted += sent
        this.#spokenOf += seen
      }
  }

  findings(): Finding[] {
    if (this.#spokenOf >= this.#accepted * enough) return []
    const words = `SES accepted ${this.#accepted} emails in the last days and has spoken of ${this.#spokenOf}: its events get lost. See docs/runbook.md#unknown-outcomes`
    return [{ kind: 'ses-silent', about: 'SES', words }]
  }
}
