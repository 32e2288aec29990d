import { everythingAbout } from '../../shared/application/everything-about.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import type { Answer } from '../runtime/http/answer.ts'

/** Everything that is held about a person, as a file. */
export const download = (record: LearnerRecord): Answer => ({
  status: 200,
  file: {
    type: 'application/json; charset=utf-8',
    content: JSON.stringify(everythingAbout(record), null, 2),
  },
  headers: { 'Content-Disposition': 'attachment; filename="shiftworks-my-data.json"' },
})
