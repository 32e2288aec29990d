/** The region in which AWS keeps firewalls and certificates of distributions. */
export const distributionRegion = 'us-east-1'
