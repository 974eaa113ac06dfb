"""The words of a figures table: what a column may be called, what a cell may say, what is said of a bad one."""

#: column -> names it goes by in a header (compared without white space, in lower case)
COLUMNS: dict[str, tuple[str, ...]] = {
    "indicator": ("indicator", "指标", "指标代码", "指标编码", "指标名称"),
    "area": ("area", "地区", "区划", "地区代码", "行政区划代码", "区划代码"),
    "breakdown": ("breakdown", "分组"),
    "sex": ("sex", "性别"),
    "urbanisation": ("urbanisation", "urbanization", "城乡"),
    "age": ("age", "年龄", "年龄组"),
    "year": ("year", "年份", "年度", "时期"),
    "numerator": ("numerator", "分子"),
    "denominator": ("denominator", "分母"),
    "value": ("value", "数值", "指标值", "值"),
    "status": ("status", "状态", "数据状态"),
    "reason": ("reason", "原因", "缺数原因", "缺报原因"),
    "source_body": ("source_body", "sourcebody", "来源单位", "来源部门", "来源", "填报单位"),
    "note": ("note", "备注", "说明"),
}
REQUIRED = ("indicator", "year")
TEMPLATE_ZH = {
    "indicator": "指标", "area": "地区", "breakdown": "分组", "year": "年份", "numerator": "分子", "denominator": "分母",
    "value": "数值", "status": "状态", "reason": "原因", "source_body": "来源单位", "note": "备注",
}

SEX = {"": "_T", "_t": "_T", "t": "_T", "合计": "_T", "总计": "_T", "f": "F", "女": "F", "女性": "F", "women": "F",
       "female": "F", "m": "M", "男": "M", "男性": "M", "men": "M", "male": "M"}
URBANISATION = {"": "_T", "_t": "_T", "t": "_T", "合计": "_T", "总计": "_T", "u": "U", "城镇": "U", "城市": "U", "urban": "U",
                "r": "R", "农村": "R", "乡村": "R", "rural": "R"}
STATUS = {"": "", "正常": "A", "初步数": "P", "估计数": "E", "沿用数": "I", "口径变化": "B", "未上报": "O", "取数困难": "L",
          "不适用": "M"} | {code.lower(): code for code in "APEIBOLM"}
REASON = {"": "", "未到期": "not_due", "不适用": "not_applicable", "无法分性别": "no_sex_split",
          "取数困难": "hard_to_obtain", "尚未报送": "not_reported", "本年未调查": "not_surveyed"} | {
    code: code for code in ("not_due", "not_applicable", "no_sex_split", "hard_to_obtain", "not_reported",
                            "not_surveyed")}
#: what an empty figure is written as
NOTHING = frozenset({"", "-", "--", "—", "——", "/", "\\", "…", "...", "无", "空", "na", "n/a", "null", "none"})

#: key -> (number, Chinese, English): what is said of a cell
FINDINGS: dict[str, tuple[str, str, str]] = {
    "cell.indicator": ("F301", "没有填写指标，或文字过长。请填写指标代码（如health.maternal_mortality）或指标名称。",
                       "There is no indicator, or its name is too long. Write its code or its name."),
    "cell.area": ("F302", "“{text}”不是12位区划代码。请填写如140929000000的代码，本地区可以留空，并把该列设为文本格式。",
                  "“{text}” is no 12-digit division code. Write one such as 140929000000, the column set to text, or leave it empty for the own area."),
    "cell.year": ("F303", "“{text}”不是年份。请填写{first}至{last}之间的四位年份。",
                  "“{text}” is no year. Write a four-digit year between {first} and {last}."),
    "cell.number": ("F304", "“{text}”不是数。请只填数字，不带单位和文字。",
                    "“{text}” is no number. Write digits alone, without unit or words."),
    "cell.error": ("F305", "公式结果是错误值“{text}”。请改正公式，或直接填写数值。",
                   "The formula gives the error “{text}”. Mend the formula or write the value."),
    "cell.too_long": ("F306", "数“{text}”位数过多（整数部分最多{whole}位，小数最多{places}位）。请核对。",
                      "The number “{text}” has too many digits (at most {whole} before and {places} after the point)."),
    "cell.breakdown": ("F307", "“{text}”不是分组。请写成如SEX=F;URBANISATION=U的形式，合计留空。",
                       "“{text}” is no breakdown. Write for example SEX=F;URBANISATION=U; leave the total empty."),
    "cell.code": ("F308", "“{text}”不是这一列的可用取值。可用：{choices}。",
                  "“{text}” is not a value of this column. Use one of: {choices}."),
    "cell.percent": ("F309", "“{text}”带有百分号，请确认单位是百分比；已按{value}读取。",
                     "“{text}” has a percent sign: check that the unit is percent; it was read as {value}."),
    "cell.ambiguous_comma": ("F310", "“{text}”中的逗号不是千分位写法，无法判断。请去掉逗号。",
                             "The comma in “{text}” does not part thousands. Remove it."),
    "cell.long_text": ("F311", "文字有{count}个字，超过上限{limit}个字。请缩短。",
                       "The text has {count} characters, over the limit of {limit}. Shorten it."),
    "row.both": ("F313", "状态是“{status}”（缺数），却又填了数值。请删去其一。",
                 "The status is “{status}” (missing), yet there is a value. Remove one of them."),
    "column.unknown": ("F316", "不认识的列“{text}”，未读取。", "The column “{text}” is unknown and was not read."),
    "column.twice": ("F317", "列“{text}”出现两次，只读取了第一列。",
                     "The column “{text}” stands twice; the first was read."),
}
#: notes: they do not keep a row out
MILD = frozenset({"cell.percent", "column.unknown", "column.twice"})
