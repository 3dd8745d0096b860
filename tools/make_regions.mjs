// Make backend/src/xiaopu/infra/data/regions.json from the npm package @vant/area-data (MIT), which follows GB/T 2260:
//   npm pack @vant/area-data && tar xzf vant-area-data-*.tgz && node tools/make_regions.mjs package/dist/index.cjs
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";

const { areaList } = createRequire(import.meta.url)(resolve(process.argv[2]));
const within = (list, prefix) => Object.keys(list).filter((code) => code.startsWith(prefix)).sort();
const tree = within(areaList.province_list, "").map((province) => ({
  code: province,
  name: areaList.province_list[province],
  children: within(areaList.city_list, province.slice(0, 2)).map((city) => ({
    code: city,
    name: areaList.city_list[city],
    children: within(areaList.county_list, city.slice(0, 4)).map((county) => ({
      code: county,
      name: areaList.county_list[county],
    })),
  })),
}));
writeFileSync("backend/src/xiaopu/infra/data/regions.json", JSON.stringify(tree) + "\n");
