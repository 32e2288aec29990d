import { describeEveryPage } from '../support/every-page.ts'
import { reflectionViews } from '../support/reflection-views.ts'

describeEveryPage(reflectionViews)
