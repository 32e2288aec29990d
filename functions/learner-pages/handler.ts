import { originKeyOf } from '../../shared/composition/common/origin-key.ts'
import { learnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { readEnv } from '../../shared/contracts/env.ts'
import { learnerPagesEnv } from '../../shared/contracts/functions/learner-pages.ts'
import { en } from '../../shared/texts/en.ts'
import { textsFor } from '../../shared/texts/texts-for.ts'
import { stylesheetAddress } from '../runtime/assets.ts'
import { entranceFor } from '../runtime/http/entrance.ts'
import { httpHandler } from '../runtime/http.ts'
import { functionLog } from '../runtime/log.ts'
import { learnerPagesApp } from './app.ts'

const env = readEnv(learnerPagesEnv, process.env)
const log = functionLog('learner-pages')

/** The pages behind the signed links of emails. */
export const handler = httpHandler(
  learnerPagesApp(
    {
      texts: en,
      textsIn: textsFor,
      publicUrl: env.PUBLIC_URL,
      stylesheet: stylesheetAddress(import.meta.dirname),
      operator: { organisation: env.OPERATOR_NAME, contact: env.OPERATOR_CONTACT },
    },
    log,
    learnerPagesDeps(env, log),
  ),
  entranceFor(originKeyOf(env, log)),
)
