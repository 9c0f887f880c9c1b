// Loaded by VS Code as extensionTestsPath. Runs the real suite and records that it really finished:
// VS Code's web host reports exit code 0 when the extension host merely dies.
const { writeFileSync } = require('node:fs');
const { takeCoverage } = require('node:v8');

exports.run = async () => {
  const { VSCODE_TEST_SHIM_TESTS: tests, VSCODE_TEST_SHIM_RESULT: result } = process.env;
  console.log('@@vscode-shim begin');
  try {
    await require(tests).run();
    writeFileSync(result, '0');
  } catch (error) {
    console.error(error.message);
    writeFileSync(result, '1');
    throw error;
  } finally {
    // The host is killed before Node would write it.
    if (process.env.NODE_V8_COVERAGE) takeCoverage();
    console.log('@@vscode-shim end');
    // The last lines reach the page through two more processes.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
