// skepScan(image: 'registry.example/shop/web:1', policy: 'policy.yaml', credentials: 'registry')
// Scans, publishes JUnit (a case per policy rule), SARIF and HTML, then fails the build when the scan did not pass.
// skep and skep-scan.sh are on the PATH of the agent.
def call(Map options = [:]) {
  if (!options.image && !options.archive) {
    error 'skepScan: image or archive is needed'
  }
  // Values are variables of the step; the script is a constant, so nothing in them is read as shell.
  def settings = [
    "SKEP_IMAGE_REF=${options.image ?: ''}",
    "SKEP_IMAGE_TAR=${options.archive ?: ''}",
    "SKEP_POLICY=${options.policy ?: 'default'}",
    'SKEP_REPORTS=skep-reports',
  ]
  int code = 3
  try {
    withEnv(settings) {
      if (options.credentials) {
        withCredentials([usernamePassword(
            credentialsId: options.credentials, usernameVariable: 'SKEP_USERNAME', passwordVariable: 'REGISTRY_PASSWORD')]) {
          code = sh(script: 'skep-scan.sh', returnStatus: true)
        }
      } else {
        code = sh(script: 'skep-scan.sh', returnStatus: true)
      }
    }
  } finally {
    junit testResults: 'skep-reports/skep-junit.xml', allowEmptyResults: true
    archiveArtifacts artifacts: 'skep-reports/**', allowEmptyArchive: true
    if (options.warnings != false) {
      recordIssues tools: [sarif(pattern: 'skep-reports/skep.sarif')]
    }
    if (options.html != false) {
      publishHTML target: [
        reportDir: 'skep-reports', reportFiles: 'skep.html', reportName: 'Skep', keepAll: true, allowMissing: true]
    }
  }
  switch (code) {
    case 0: return 0
    case 1: error 'Skep: the policy blocks this image'
    case 3: error 'Skep: not everything could be judged, which is no pass'
    default: error "Skep: wrong use or failure (${code})"
  }
}
