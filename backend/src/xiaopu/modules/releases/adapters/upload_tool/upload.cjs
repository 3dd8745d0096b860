"use strict";
// Hands one package to WeChat by miniprogram-ci. The job comes as one line of JSON on stdin, so that nothing of it stands in the list of
// processes; what happens goes to stdout, one line of JSON each, the last one {"done":true} or {"failed":…}.
const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

let over = false;
function end(line, code) {
  if (over) return;
  over = true;
  process.stdout.write(`${JSON.stringify(line)}\n`, () => process.exit(code));
}
// The tool starts processes of its own; what fails there is thrown at nobody.
const failed = (trouble) => end({ failed: String(trouble?.message ?? trouble).slice(0, 600), code: trouble?.code ?? null }, 3);
process.on("uncaughtException", failed);
process.on("unhandledRejection", failed);

let text = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (piece) => (text += piece));
process.stdin.on("end", async () => {
  try {
    const job = JSON.parse(text);
    const ci = require(`${job.tool}/node_modules/miniprogram-ci`);
    const project = new ci.Project({
      appid: job.appid,
      type: "miniProgram",
      projectPath: job.project,
      privateKeyPath: job.key,
      ignores: ["node_modules/**/*"],
    });
    const said = await ci.upload({
      project,
      version: job.version,
      desc: job.desc,
      robot: job.robot,
      // The package is built and checked: nothing is compiled or made smaller once more.
      setting: { es6: false, es7: false, minify: false, minifyJS: false, minifyWXML: false, minifyWXSS: false },
      onProgressUpdate: (step) => {
        const words = typeof step === "string" ? step : step?._msg;
        if (words && step?._status !== "doing") tell({ step: String(words).slice(0, 120) });
      },
    });
    for (const part of said?.subPackageInfo ?? []) tell({ step: `${part.name} ${Math.round(part.size / 1024)} KB` });
    end({ done: true }, 0);
  } catch (trouble) {
    failed(trouble);
  }
});
