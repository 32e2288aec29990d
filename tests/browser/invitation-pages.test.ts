import { describeEveryPage } from '../support/every-page.ts'
import { invitationViews } from '../support/invitation-views.ts'

describeEveryPage(invitationViews, () => {})
