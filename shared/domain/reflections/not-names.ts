const smallWords = `a an and or but nor so if then than that this these those there here when where while who whom whose which
 what why how is was were are be been being am has have had do does did done will would shall should can could may might must
 not no yes yet never always often sometimes of in on at to for from with without by about after before during into onto
 over under again as up down out off all any some each every both few more most other another such own same too very just
 only now today tomorrow yesterday tonight said says say saying told tell asked asks came comes went goes called calls thinks
 thought knew knows let left looked wrote writes rang i he she it we they you me him her us them my your his its our their
 mine please thanks thank however because though although since until once also maybe perhaps nobody everybody somebody
 anybody everyone someone anyone people nothing something everything well still even first next last two three one
 don't didn't isn't wasn't won't can't i'm i've it's he's she's they're we're let's`

const workWords = `scan scans scanner scanning imaging image images angiogram angiography spectroscopy elastography contrast
 practitioner practitioners associate associates specialist specialists manager managers consultant consultants lead leads led
 in-charge education educator educators student students training trainee bank agency staff shift shifts handover rota roster
 call station bell uniform uniforms prescriber prescribers prescribing team teams leader leaders leadership director directors
 tutor tutors bursary week day year union council school college cadet cadets adviser advisers advisor assessor coordinator
 co-ordinator supervisor technician apprentice apprentices surgery appointment appointments list practice visit visits letter
 letters note notes round rounds order orders hospital ward unit clinic clinics appraisal support office officer patient
 patients nurse nurses doctor doctors relatives relapse symptoms society clinician clinicians researcher researchers registrar
 registrars retention recruitment vacancies pay strike strikes burnout wellbeing workforce numbers ratio ratios service
 services degree degrees exam exams apprenticeship supply access visa nhs icu itu hdu gp bp a&e ed ot
 company companies organisation organisations project projects trust trusts club act`

const proverbial = `google who christmas nature time martens pepper whippy bean men man woman right wrong perfect grumpy happy
 marple doubtfire poppins tumble tumbles strange dolittle jekyll hyde evil motivator angry potato benn blobby tickle magoo
 piggy moneypenny world universe mop overall muscle kipling oetker zhivago mayor mayoress luck muck godiva gaga
 macbeth chancellor lieutenant justice foster plod seacole darzi cool nice congo feelgood frankenstein spock robot ai bot
 big fixit incredible invisible average hinch`

/** Lower-case words after a title that are no names: of any sentence, of work, of proverbs and stories. */
export const notNames: ReadonlySet<string> = new Set(
  [smallWords, workWords, proverbial].flatMap(words => words.split(/\s+/)),
)

/** Things named after people, as part of a pattern. */
export const places =
  'Hospitals?|Ward|Unit|Cent(?:re|er)|Clinic|Road|Street|Avenue|Lane|Close|Drive|Way|Building|House|Schools?|College|University|Theatre|Trust|Foundation|Hospice|Infirmary|Awards?|Prize|Lectures?|Report|Review|Inquiry|Programme|Scholarships?|Fellowships?|Room|Wing|Suite|Ltd|Limited|Library|Institute|Fund|Appeal|Day|Week|Surgery|Practice|Show|Garden|Hotel|Church|Park|Square|Bridge|Station|Arms|Law|Scale|Score'

/** Well-known people of health and care, who are nobody's patients. */
export const wellKnown =
  /\b(?:Cicely|Attenborough|Marmot|Berwick|Gawande|Nightingale|Kate Granger|Robert Francis|Michael West|Chris Whitty|Tom Moore|Whitty|Beveridge)\b/
