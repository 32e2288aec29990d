import { describeEveryPage } from '../support/every-page.ts'
import { roundViews } from '../support/round-views.ts'

describeEveryPage(roundViews, () => {})
