import { groupViews } from './group-views.ts'
import { invitationViews } from './invitation-views.ts'
import { joiningViews } from './joining-views.ts'
import { learningViews } from './learning-views.ts'
import { roundViews } from './round-views.ts'

/** Every page in every state, by name: what accessibility and layout are tested on. */
export const pageViews: Record<string, string> = {
  ...joiningViews,
  ...learningViews,
  ...groupViews,
  ...roundViews,
  ...invitationViews,
}
