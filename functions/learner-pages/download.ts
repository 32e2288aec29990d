import { everythingAbout } from '../../shared/application/everything-about.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import { downloadResponse, type WebResponse } from '../../shared/web/response.ts'

/** Everything that is held about a person, as a file. */
export const download = (record: LearnerRecord): WebResponse =>
  downloadResponse(
    'shiftworks-my-data.json',
    'application/json',
    JSON.stringify(everythingAbout(record), null, 2),
  )
