import { describeEveryPage } from '../support/every-page.ts'
import { groupViews } from '../support/group-views.ts'

describeEveryPage(groupViews, () => {})
