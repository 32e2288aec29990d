/** The English names of workplaces, in forms and for others. */
export const enWorkplaces = {
  'nhs-hospital': 'NHS hospital',
  'general-practice': 'General practice',
  'community-and-mental-health': 'Community and mental health',
  ambulance: 'Ambulance service',
  'social-care': 'Social care',
  'local-government-and-public-health': 'Local government and public health',
  'voluntary-and-community': 'Voluntary and community organisation',
  'education-and-research': 'Education and research',
}
